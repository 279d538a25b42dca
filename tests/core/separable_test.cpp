#include "core/separable.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/equivalent.h"
#include "core/taps.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"
#include "tests/support/golden.h"

namespace twofold::core {
namespace {

using tests::agree;
using tests::same_bits;

constexpr Layer kPlain3x3{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 1};

}  // namespace

TEST_CASE("a 3x3 filter over a 3x3 picture, by hand") {
  // Picture     Filter      At the centre: 1*1 + 2*0 + 3*2 + 4*0 + 5*1 + 6*0 + 7*3 + 8*0 + 9*1 = 42
  //   1 2 3       1 0 2     At [0, 0] the first row and column of the filter lie in the padding:
  //   4 5 6       0 1 0       1*1 + 2*0 + 4*0 + 5*1 = 6
  //   7 8 9       3 0 1     Turned by half a turn, the centre were 38.
  const Tensor x({1, 3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  const Filter d({3, 3, 1, 1}, {1, 0, 2, 0, 1, 0, 3, 0, 1});
  const Tensor z = depthwise_conv2d(x, d, kPlain3x3);
  CHECK(z.shape == Shape{1, 3, 3, 1});
  CHECK(z.values == Floats{6, 20, 18, 16, 42, 32, 17, 24, 14});

  Layer valid = kPlain3x3;
  valid.padding = Padding::valid;
  CHECK(depthwise_conv2d(x, d, valid).values == Floats{42});
}

TEST_CASE("the seam: filter r of channel q makes channel q*m + r") {
  const Tensor x({1, 1, 1, 2}, {10, 100});
  const Filter d({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
  const Layer layer{{1, 1}, {1, 1}, {1, 1}, Padding::same, 3, 2};
  const Tensor z = depthwise_conv2d(x, d, layer);
  CHECK(z.values == Floats{10, 20, 30, 400, 500, 600});

  // Row t of P is the share of z_t in each output.
  const Filter p({1, 1, 6, 2}, {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, -1});
  CHECK(pointwise(z, p).values == Floats{60, 300});
}

TEST_CASE("every golden case, both stages and the result") {
  CHECK(tests::golden_cases().size() == 27);
  for (const tests::GoldenCase& c : tests::golden_cases()) {
    INFO(c.name);
    CHECK(pads(c.layer, c.input.shape) == c.pads);
    if (c.op == "conv2d") {
      const Tensor y = conv2d(c.input, c.standard, c.layer);
      CHECK(y.shape == c.y.shape);
      CHECK(agree(y.values, c.y.values));
      continue;
    }
    const Tensor z = depthwise_conv2d(c.input, c.filters.depthwise, c.layer);
    const tests::Wanted& want_z = c.op == "depthwise_conv2d" ? c.y : c.z;
    CHECK(z.shape == want_z.shape);
    CHECK(agree(z.values, want_z.values));
    if (c.op == "depthwise_conv2d") continue;
    const Separable got = separable_conv2d(c.input, c.filters, c.layer);
    CHECK(same_bits(got.z, z));
    CHECK(got.y.shape == c.y.shape);
    CHECK(agree(got.y.values, c.y.values));
  }
}

TEST_CASE("an impulse returns the kernel, turned by half a turn") {
  // Cross-correlation: output [2 - ky + 1, ...] meets the impulse with cell (ky, kx).
  Tensor x({1, 5, 5, 1});
  x.at(0, 2, 2, 0) = 1;
  const Filter d({3, 3, 1, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  const Tensor z = depthwise_conv2d(x, d, kPlain3x3);
  for (int ky = 0; ky < 3; ++ky) {
    for (int kx = 0; kx < 3; ++kx) CHECK(z.at(0, 3 - ky, 3 - kx, 0) == d.at(ky, kx, 0, 0));
  }
}

TEST_CASE("both stages and the standard convolution are linear in the picture") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor a = tests::integer_tensor(c.in, 1);
    const Tensor b = tests::integer_tensor(c.in, 2);
    Tensor both(c.in);
    for (std::size_t i = 0; i < both.values.size(); ++i)
      both.values[i] = 3 * a.values[i] - 2 * b.values[i];
    const Filters filters = tests::integer_filters(c, 3);
    const Separable ya = separable_conv2d(a, filters, c.layer);
    const Separable yb = separable_conv2d(b, filters, c.layer);
    const Separable y = separable_conv2d(both, filters, c.layer);
    bool linear = true;
    for (std::size_t i = 0; i < y.y.values.size(); ++i)
      linear = linear && y.y.values[i] == 3 * ya.y.values[i] - 2 * yb.y.values[i];
    for (std::size_t i = 0; i < y.z.values.size(); ++i)
      linear = linear && y.z.values[i] == 3 * ya.z.values[i] - 2 * yb.z.values[i];
    CHECK(linear);
  }
}

TEST_CASE("away from the border, a picture shifted by one stride gives an output shifted by one") {
  const Layer layer{{3, 2}, {2, 3}, {1, 2}, Padding::valid, 2, 2};
  const Tensor x = tests::integer_tensor({1, 12, 15, 2}, 4);
  Tensor moved(x.shape);
  for (int y = 2; y < 12; ++y) {
    for (int xx = 3; xx < 15; ++xx) {
      for (int q = 0; q < 2; ++q) moved.at(0, y, xx, q) = x.at(0, y - 2, xx - 3, q);
    }
  }
  const Filters filters = tests::integer_filters({layer, x.shape}, 5);
  const Tensor want = separable_conv2d(x, filters, layer).y;
  const Tensor got = separable_conv2d(moved, filters, layer).y;
  for (int y = 1; y < want.shape.height; ++y) {
    for (int xx = 1; xx < want.shape.width; ++xx) {
      for (int k = 0; k < 2; ++k) CHECK(got.at(0, y, xx, k) == want.at(0, y - 1, xx - 1, k));
    }
  }
}

TEST_CASE("a separable convolution is the standard one with the collapsed kernel") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor x = tests::integer_tensor(c.in, 6);
    const Filters filters = tests::integer_filters(c, 7);
    const Tensor y = separable_conv2d(x, filters, c.layer).y;
    // Integers: no rounding anywhere, so the two are equal, not only close.
    CHECK(y == conv2d(x, collapse(filters.depthwise, filters.pointwise), c.layer));
  }
}

TEST_CASE("the pictures of a batch do not know of each other") {
  const Layer layer{{3, 3}, {2, 1}, {1, 1}, Padding::same, 2, 3};
  const Tensor x = tests::normal_tensor({3, 5, 4, 2}, 8);
  const Filters filters = tests::normal_filters({layer, x.shape}, 9);
  const Separable all = separable_conv2d(x, filters, layer);
  for (int b = 0; b < 3; ++b) {
    Tensor one({1, 5, 4, 2});
    std::copy_n(x.pixel(b, 0, 0), one.values.size(), one.values.begin());
    const Tensor y = separable_conv2d(one, filters, layer).y;
    CHECK(std::equal(y.values.begin(), y.values.end(), all.y.pixel(b, 0, 0)));
  }
}

TEST_CASE("an infinite weight over the padding does no harm") {
  Filter d({3, 3, 1, 1}, {0, 0, 0, 0, 1, 0, 0, 0, 0});
  d.at(0, 0, 0, 0) = std::numeric_limits<float>::infinity();
  const Tensor x({1, 2, 2, 1}, {1, 2, 3, 4});
  const Tensor z = depthwise_conv2d(x, d, kPlain3x3);
  // Only [1, 1] meets the upper left cell with a pixel; the others have it in the padding.
  CHECK(z.at(0, 0, 0, 0) == 1);
  CHECK(z.at(0, 0, 1, 0) == 2);
  CHECK(z.at(0, 1, 0, 0) == 3);
  CHECK(z.at(0, 1, 1, 0) == std::numeric_limits<float>::infinity());
  CHECK(same_bits(conv2d(x, d, kPlain3x3), z));
}

TEST_CASE("a NaN pixel spoils exactly the outputs that it feeds") {
  const Layer layer{{3, 2}, {2, 1}, {1, 2}, Padding::same, 1, 1};
  Tensor x = tests::integer_tensor({1, 6, 5, 1}, 10);
  x.at(0, 2, 3, 0) = std::numeric_limits<float>::quiet_NaN();
  const Tensor z = depthwise_conv2d(x, tests::integer_filter({3, 2, 1, 1}, 11), layer);
  Tensor fed(z.shape);
  for_each_output_fed(layer, x.shape, 2, 3,
                      [&](int oy, int ox, int, int) { fed.at(0, oy, ox, 0) = 1; });
  for (std::size_t i = 0; i < z.values.size(); ++i)
    CHECK(std::isnan(z.values[i]) == (fed.values[i] == 1));
}

TEST_CASE("sums start at plus zero and take their terms in the stated order") {
  // In float32, 1e8 + 1 - 1e8 is 0 from the left and 1 if the last two were added first.
  const Tensor x({1, 1, 3, 1}, {1e8f, 1, -1e8f});
  const Filter d({1, 3, 1, 1}, {1, 1, 1});
  const Layer layer{{1, 3}, {1, 1}, {1, 1}, Padding::valid, 1, 1};
  CHECK(depthwise_conv2d(x, d, layer).values == Floats{0});
  const Tensor z({1, 1, 1, 3}, {1e8f, 1, -1e8f});
  CHECK(pointwise(z, Filter({1, 1, 3, 1}, {1, 1, 1})).values == Floats{0});
  // +0 + (-0) is +0.
  const Tensor minus_zero =
      depthwise_conv2d(Tensor({1, 1, 1, 1}, {-0.0f}), Filter({1, 1, 1, 1}, {1}), {{1, 1}});
  CHECK_FALSE(std::signbit(minus_zero.values[0]));
}

TEST_CASE("products are rounded before they are added") {
  // (1 + e)^2 = 1 + 2e + e^2 with e = 2^-12: the product rounds e^2 away (a tie, to even), a fused
  // multiply-add would keep it against the -1 - 2e of the first tap.
  const float e = 0x1p-12f;
  const Tensor x({1, 1, 2, 1}, {-1 - 2 * e, 1 + e});
  const Filter d({1, 2, 1, 1}, {1, 1 + e});
  const Layer layer{{1, 2}, {1, 1}, {1, 1}, Padding::valid, 1, 1};
  CHECK(depthwise_conv2d(x, d, layer).values == Floats{0});
}

TEST_CASE("bias and activation come after the pointwise product") {
  const Tensor x({1, 1, 2, 1}, {1, -1});
  Filters filters{Filter({1, 1, 1, 1}, {2}), Filter({1, 1, 1, 2}, {1, 5}), {1, -1}, {}};
  const Layer layer{{1, 1}, {1, 1}, {1, 1}, Padding::same, 1, 2};
  const auto result = [&](Activation activation) {
    filters.activation = activation;
    return separable_conv2d(x, filters, layer).y.values;
  };
  CHECK(result(Activation::none) == Floats{3, 9, -1, -11});
  CHECK(result(Activation::relu) == Floats{3, 9, 0, 0});
  CHECK(result(Activation::relu6) == Floats{3, 6, 0, 0});
  CHECK(result(Activation::leaky_relu) == Floats{3, 9, 0.1f * -1, 0.1f * -11});
}

TEST_CASE("a raised stop flag ends the work early") {
  const StopFlag stop{true};
  const Tensor x({1, 1, 1, 1}, {1});
  const Layer layer{{1, 1}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  CHECK(depthwise_conv2d(x, Filter({1, 1, 1, 1}, {1}), layer, &stop).values[0] == 0);
}

}  // namespace twofold::core
