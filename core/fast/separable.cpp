#include "core/fast/separable.h"

#include "core/fast/plan.h"

namespace twofold::core::fast {

Tensor depthwise_conv2d(const Tensor& x, const Filter& d, const Layer& layer,
                        const StopFlag* stop) {
  Tensor z(depthwise_output_shape(layer, x.shape));
  plan_depthwise(layer, x.shape, d).run(x, z, stop);
  return z;
}

Tensor pointwise(const Tensor& z, const Filter& p, const StopFlag* stop) {
  Tensor y({z.shape.batch, z.shape.height, z.shape.width, p.shape.out});
  plan_pointwise(z.shape, p).run(z, y, stop);
  return y;
}

Separable separable_conv2d(const Tensor& x, const Filters& filters, const Layer& layer,
                           const StopFlag* stop) {
  Separable out{Tensor(depthwise_output_shape(layer, x.shape)),
                Tensor(output_shape(layer, x.shape))};
  plan(layer, x.shape, filters, {.intermediates = true}).run(x, out, stop);
  return out;
}

Tensor conv2d(const Tensor& x, const Filter& w, const Layer& layer, const StopFlag* stop) {
  Tensor y(output_shape(layer, x.shape));
  plan_standard(layer, x.shape, w).run(x, y, stop);
  return y;
}

}  // namespace twofold::core::fast
