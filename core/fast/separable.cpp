#include "core/fast/separable.h"

#include "core/fast/after.h"
#include "core/fast/moderate.h"
#include "core/fast/plan.h"

namespace twofold::core::fast {
namespace {

// Of what the terms of a sum may come to, minimal filtering rounds off two ten-millionths; a
// hundred-thousandth of the largest result is promised.
constexpr double kLeastOfTerms = 1.0 / 50;

/// Whether a plan made its sums with fewer products, and so little is left of their terms in `y`
/// that its rounding would show: a large value beside small ones reaches rows that do not touch it.
bool rounding_shows(const Plan& plan, const Tensor& x, const Filter& w, const Tensor& y) {
  const Loops loops = plan.choice().loops;
  if (loops != Loops::winograd && loops != Loops::nested) return false;
  return largest(y.values) < kLeastOfTerms * gain(w) * largest(x.values);
}

}  // namespace

Tensor depthwise_conv2d(const Tensor& x, const Filter& d, const Layer& layer,
                        const StopFlag* stop) {
  if (!has_moderate_values(x)) return core::depthwise_conv2d(x, d, layer, stop);
  Tensor z(depthwise_output_shape(layer, x.shape));
  plan_depthwise(layer, x.shape, d).run(x, z, stop);
  return z;
}

Tensor pointwise(const Tensor& z, const Filter& p, const StopFlag* stop) {
  if (!has_moderate_values(z)) return core::pointwise(z, p, stop);
  Tensor y({z.shape.batch, z.shape.height, z.shape.width, p.shape.out});
  plan_pointwise(z.shape, p).run(z, y, stop);
  return y;
}

Separable separable_conv2d(const Tensor& x, const Filters& filters, const Layer& layer,
                           const StopFlag* stop) {
  if (!has_moderate_values(x)) return core::separable_conv2d(x, filters, layer, stop);
  Separable out{Tensor(depthwise_output_shape(layer, x.shape)),
                Tensor(output_shape(layer, x.shape))};
  plan(layer, x.shape, filters, {.intermediates = true}).run(x, out, stop);
  return out;
}

Tensor conv2d(const Tensor& x, const Filter& w, const Layer& layer, const StopFlag* stop) {
  if (!has_moderate_values(x)) return core::conv2d(x, w, layer, stop);
  Tensor y(output_shape(layer, x.shape));
  Plan plan = plan_standard(layer, x.shape, w);
  plan.run(x, y, stop);
  if (rounding_shows(plan, x, w, y))
    plan_standard(layer, x.shape, w, {.regroup = false}).run(x, y, stop);
  return y;
}

}  // namespace twofold::core::fast
