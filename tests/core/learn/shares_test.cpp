#include "core/learn/shares.h"

#include <cmath>

#include "core/learn/gradient.h"
#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using Doubles = std::vector<double>;

Layer layer_of(const Student& student, Layer layer) {
  if (!student.is_standard()) layer.channel_multiplier = student.multiplier;
  return layer;
}

double sum(const Tensor& t) {
  double total = 0;
  for (const float v : t.values) total += v;
  return total;
}

}  // namespace

TEST_CASE("the shares of all pixels sum to the gradient, for every weight") {
  for (const int multiplier : {0, 1, 2}) {
    const Student student{multiplier};
    const Layer layer = layer_of(student, {{3, 2}, {2, 1}, {1, 2}, Padding::same, 1, 2});
    const Tensor x = tests::normal_tensor({2, 5, 6, 2}, 1);
    const Tensor grad = tests::normal_tensor(output_shape(layer, x.shape), 2);
    const FilterShape w = standard_filter_shape(layer, 2);
    const Doubles weights = initial_weights(student, w, Initialisation::he, 3);
    const StudentFilters f = filters_of(student, w, weights);
    std::vector<float> want;
    if (student.is_standard()) {
      want = conv2d_gradients(x, f.standard, layer, grad).filter.values;
    } else {
      const SeparableGradients all = separable_conv2d_gradients(
          x, {f.depthwise, f.pointwise, {}, Activation::none}, layer, grad);
      want = all.depthwise.values;
      want.insert(want.end(), all.pointwise.values.begin(), all.pointwise.values.end());
    }
    REQUIRE(want.size() == weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Tensor shares = gradient_shares(x, layer, student, weights, grad, i);
      CHECK(shares.shape == Shape{2, 3, 6, 1});
      CHECK(sum(shares) == Approx(want[i]).epsilon(1e-4).margin(1e-5));
    }
  }
}

TEST_CASE("a nudge changes the loss by about what the gradient said") {
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3};
  const Tensor x = tests::normal_tensor({1, 9, 9, 2}, 4);
  const Tensor target = tests::normal_tensor(output_shape(layer, x.shape), 5);
  const Moments m = moments(x, layer, target);
  for (const int multiplier : {0, 2}) {
    const Student student{multiplier};
    const Doubles weights = initial_weights(student, m.filter, Initialisation::he, 6);
    Doubles w(m.cross.size());
    collapse_into(student, m.filter, weights, w);
    const double before = mean_squared_error(m, w);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Nudge nudged = nudge(m, student, weights, i, 1e-3);
      Doubles moved = weights;
      moved[i] += 1e-3;
      collapse_into(student, m.filter, moved, w);
      CHECK(nudged.change == Approx(mean_squared_error(m, w) - before).margin(1e-12));
      CHECK(nudged.said == Approx(1e-3 * nudged.gradient));
      CHECK(std::abs(nudged.change - nudged.said) < 1e-4 * (1 + std::abs(nudged.gradient)));
      // Central differences meet the gradient exactly: the loss is quadratic in one weight.
      const double down = nudge(m, student, weights, i, -1e-3).change;
      CHECK((nudged.change - down) / 2e-3 == Approx(nudged.gradient).epsilon(1e-6).margin(1e-9));
    }
  }
}

TEST_CASE("dL/dy of the mean squared error") {
  const Tensor y({1, 1, 2, 1}, {3, 5});
  const Tensor target({1, 1, 2, 1}, {1, 6});
  CHECK(squared_error_gradient(y, target).values == Floats{2, -1});
}

}  // namespace twofold::core
