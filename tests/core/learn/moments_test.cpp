#include "core/learn/moments.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/filters.h"
#include "core/learn/gradient.h"
#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using Doubles = std::vector<double>;

/// Output filter weights of the layer in double.
Doubles doubles(const Filter& w) { return {w.values.begin(), w.values.end()}; }

/// The loss from the formula: the output in double, less the target.
double plain_loss(const Tensor& x, const Layer& layer, const Doubles& w, const Tensor& target) {
  Doubles y(target.values.size());
  for_each_standard_product(layer, x.shape, [&](const ProductIndices& p) {
    y[p.output] += x.values[p.input] * w[p.weight];
  });
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i)
    sum += (y[i] - target.values[i]) * (y[i] - target.values[i]);
  return sum / static_cast<double>(y.size());
}

/// The sums from the formula, window by window.
Moments plain_moments(const Tensor& x, const Layer& layer, const Tensor& target) {
  Moments m;
  m.filter = standard_filter_shape(layer, x.shape.channels);
  m.outputs = target.shape.count();
  const std::size_t n = static_cast<std::size_t>(m.places());
  const std::size_t channels = static_cast<std::size_t>(x.shape.channels);
  const std::size_t columns = static_cast<std::size_t>(target.shape.channels);
  m.gram.resize(n * n);
  m.cross.resize(n * columns);
  for (int b = 0; b < target.shape.batch; ++b) {
    for (int oy = 0; oy < target.shape.height; ++oy) {
      for (int ox = 0; ox < target.shape.width; ++ox) {
        Doubles window(n);
        for_each_tap(layer, x.shape, oy, ox, [&](const Tap& tap) {
          for (std::size_t q = 0; q < channels; ++q)
            window[static_cast<std::size_t>(tap.ky * layer.kernel.width + tap.kx) * channels + q] =
                x.at(b, tap.iy, tap.ix, static_cast<int>(q));
        });
        for (std::size_t a = 0; a < n; ++a) {
          for (std::size_t c = 0; c < n; ++c) m.gram[a * n + c] += window[a] * window[c];
          for (std::size_t k = 0; k < columns; ++k)
            m.cross[a * columns + k] += window[a] * target.at(b, oy, ox, static_cast<int>(k));
        }
      }
    }
  }
  for (const float value : target.values) m.energy += static_cast<double>(value) * value;
  return m;
}

}  // namespace

TEST_CASE("moments are the sums over all windows, for any layer") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    // Integers: no rounding, so the sums are equal whatever their order.
    const Tensor x = tests::integer_tensor(c.in, 1);
    const Tensor target = tests::integer_tensor(output_shape(c.layer, c.in), 2);
    const Moments want = plain_moments(x, c.layer, target);
    const Moments got = moments(x, c.layer, target);
    CHECK(got.gram == want.gram);
    CHECK(got.cross == want.cross);
    CHECK(got.energy == want.energy);
    CHECK(got.outputs == want.outputs);
    CHECK(got.filter == want.filter);
  }
}

TEST_CASE("moments of pictures around the height of a band and the width of a vector") {
  for (const int height : {1, 2, 31, 32, 33, 64, 65}) {
    for (const int width : {1, 4, 5, 7, 8, 9, 17}) {
      const Layer layer{{5, 5}, {1, 1}, {1, 1}, Padding::same, 1, 2};
      const Tensor x = tests::integer_tensor({2, height, width, 2}, 3);
      const Tensor target = tests::integer_tensor(output_shape(layer, x.shape), 4);
      INFO(height << " x " << width);
      const Moments want = plain_moments(x, layer, target);
      const Moments got = moments(x, layer, target);
      CHECK(got.gram == want.gram);
      CHECK(got.cross == want.cross);
    }
  }
}

TEST_CASE("any number of threads gives the same bits") {
  const Layer layer{{5, 3}, {1, 2}, {2, 1}, Padding::same, 1, 2};
  const Tensor x = tests::normal_tensor({1, 150, 70, 3}, 5);
  const Tensor target = tests::normal_tensor(output_shape(layer, x.shape), 6);
  const Moments one = moments(x, layer, target, {.threads = 1});
  for (const int threads : {2, 3, 7}) {
    const Moments more = moments(x, layer, target, {.threads = threads});
    CHECK(more.gram == one.gram);
    CHECK(more.cross == one.cross);
    CHECK(more.energy == one.energy);
  }
}

TEST_CASE("loss and gradient from moments are those of the picture") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor x = tests::normal_tensor(c.in, 7);
    const Tensor target = tests::normal_tensor(output_shape(c.layer, c.in), 8);
    const Filter filter = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 9);
    const Doubles w = doubles(filter);
    const Moments m = moments(x, c.layer, target);
    const double want = plain_loss(x, c.layer, w, target);
    Doubles grad(w.size());
    CHECK(loss_and_gradient(m, w, grad) == Approx(want).epsilon(1e-9).margin(1e-12));
    CHECK(mean_squared_error(m, w) == Approx(want).epsilon(1e-9).margin(1e-12));

    // dL/dy = 2 (y - target) / outputs, through the reference gradient.
    Tensor output_grad = conv2d(x, filter, c.layer);
    for (std::size_t i = 0; i < output_grad.values.size(); ++i) {
      output_grad.values[i] =
          2 * (output_grad.values[i] - target.values[i]) / static_cast<float>(target.values.size());
    }
    const ConvolutionGradients plain = conv2d_gradients(x, filter, c.layer, output_grad);
    double largest = 0;
    for (const double g : grad) largest = std::max(largest, std::abs(g));
    for (std::size_t i = 0; i < grad.size(); ++i)
      CHECK(std::abs(grad[i] - plain.filter.values[i]) <= 1e-5 * largest + 1e-12);
  }
}

TEST_CASE("a teacher's moments are those of the target it makes") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor x = tests::integer_tensor(c.in, 10);
    const Filter teacher = tests::integer_filter(standard_filter_shape(c.layer, c.in.channels), 11);
    const Moments want = moments(x, c.layer, conv2d(x, teacher, c.layer));
    const Moments got = moments_of_teacher(x, c.layer, teacher);
    CHECK(got.gram == want.gram);
    CHECK(got.cross == want.cross);
    CHECK(got.energy == want.energy);
    CHECK(got.outputs == want.outputs);
    // The teacher itself leaves nothing.
    CHECK(mean_squared_error(got, doubles(teacher)) <= 1e-12 * mean_energy(got));
  }
}

}  // namespace twofold::core
