#include "core/cost.h"

#include <cmath>

#include "core/check.h"
#include "core/filters.h"
#include "core/taps.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

/// 3x3, stride 1, SAME on one pixel: the ratio of parameters does not depend on the picture.
double ratio(int kernel, int multiplier, int out_channels, int in_channels = 3) {
  const Layer layer{{kernel, kernel}, {1, 1}, {1, 1}, Padding::same, multiplier, out_channels};
  return cost(layer, {1, 8, 8, in_channels}).ratio;
}

/// Multiply-adds of a layer by counting every tap of every value.
struct Counted {
  StageCost depthwise;
  StageCost pointwise;
  StageCost standard;
};
Counted count(const tests::LayerCase& c) {
  Counted n;
  const Shape z = depthwise_output_shape(c.layer, c.in);
  const Shape y = output_shape(c.layer, c.in);
  for (int b = 0; b < c.in.batch; ++b) {
    for (int oy = 0; oy < y.height; ++oy) {
      for (int ox = 0; ox < y.width; ++ox) {
        for_each_tap_with_padding(c.layer, c.in, oy, ox, [&](const Tap& tap) {
          n.depthwise.macs += z.channels;
          n.standard.macs += c.in.channels * y.channels;
          if (!reads_input(tap, c.in)) return;
          n.depthwise.macs_without_padding += z.channels;
          n.standard.macs_without_padding += c.in.channels * y.channels;
        });
        n.pointwise.macs += z.channels * y.channels;
      }
    }
  }
  n.pointwise.macs_without_padding = n.pointwise.macs;
  return n;
}

/// `got` is the product of the factors, computed without overflow.
bool is_product(std::int64_t got, std::initializer_list<std::int64_t> factors) {
  long double want = 1;
  for (const std::int64_t f : factors) want *= static_cast<long double>(f);
  return got >= 0 && std::abs(static_cast<long double>(got) - want) <= 1e-15L * want;
}

}  // namespace

TEST_CASE("the closed forms are the counted taps") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Cost got = cost(c.layer, c.in);
    const Counted want = count(c);
    CHECK(got.depthwise.macs == want.depthwise.macs);
    CHECK(got.depthwise.macs_without_padding == want.depthwise.macs_without_padding);
    CHECK(got.pointwise.macs == want.pointwise.macs);
    CHECK(got.pointwise.macs_without_padding == want.pointwise.macs_without_padding);
    CHECK(got.standard.macs == want.standard.macs);
    CHECK(got.standard.macs_without_padding == want.standard.macs_without_padding);
    CHECK(got.depthwise.params == depthwise_filter_shape(c.layer, c.in.channels).count());
    CHECK(got.pointwise.params == pointwise_filter_shape(c.layer, c.in.channels).count());
    CHECK(got.standard.params == standard_filter_shape(c.layer, c.in.channels).count());
    CHECK(got.intermediate_bytes == 4 * depthwise_output_shape(c.layer, c.in).count());
    CHECK(got.separable.output_bytes == 4 * output_shape(c.layer, c.in).count());
    CHECK(got.standard.output_bytes == got.separable.output_bytes);
    CHECK(got.separable.params == got.depthwise.params + got.pointwise.params);
    CHECK(got.separable.macs == got.depthwise.macs + got.pointwise.macs);
    CHECK(got.separable.flops() == 2 * got.separable.macs);
    // Stride and padding cancel: m * (1/K + 1/(kh*kw)) for parameters and multiply-adds alike.
    const double want_ratio =
        c.layer.channel_multiplier * (1.0 / c.layer.out_channels + 1.0 / c.layer.kernel.area());
    CHECK(got.ratio == Approx(want_ratio));
    CHECK(static_cast<double>(got.separable.params) / static_cast<double>(got.standard.params) ==
          Approx(want_ratio));
  }
}

TEST_CASE("the opening: 36 weights against 81, 44 per cent, 2430720 multiply-adds") {
  const Cost c = cost(Layer{}, {1, 211, 320, 3});
  CHECK(c.separable.params == 36);
  CHECK(c.standard.params == 81);
  CHECK(c.ratio == Approx(36.0 / 81));
  CHECK(c.separable.macs == 2'430'720);
}

TEST_CASE("dragging the multiplier crosses break-even") {
  CHECK(ratio(3, 1, 3) == Approx(0.444).margin(5e-4));
  CHECK(ratio(3, 2, 3) == Approx(0.889).margin(5e-4));
  CHECK(ratio(3, 3, 3) == Approx(1.333).margin(5e-4));
  CHECK(ratio(3, 2, 64) == Approx(0.253).margin(5e-4));
}

TEST_CASE("break-even multipliers of 3x3: 2.25, 4.24, 5.76, 7.89, limit 9") {
  CHECK(break_even_multiplier({3, 3}, 3) == Approx(2.25));
  CHECK(break_even_multiplier({3, 3}, 8) == Approx(4.24).margin(5e-3));
  CHECK(break_even_multiplier({3, 3}, 16) == Approx(5.76));
  CHECK(break_even_multiplier({3, 3}, 64) == Approx(7.89).margin(5e-3));
  CHECK(break_even_multiplier({3, 3}, 4096) < 9);
  for (int k = 1; k <= 100; ++k) CHECK(break_even_multiplier({1, 1}, k) < 1);
}

TEST_CASE("at break-even both cost the same") {
  // 2x2 to 4 channels: m* = 2 exactly.
  CHECK(break_even_multiplier({2, 2}, 4) == 2);
  CHECK(ratio(2, 2, 4) == 1);
}

TEST_CASE("figures of layers people know") {
  CHECK(ratio(3, 8, 64) == Approx(1.014).margin(5e-4));
  CHECK(ratio(7, 4, 64) == Approx(0.144).margin(5e-4));
  CHECK(ratio(7, 8, 64) == Approx(0.288).margin(5e-4));
  CHECK(ratio(3, 4, 7) > 1);
  CHECK(ratio(3, 4, 8) < 1);
  CHECK(ratio(3, 8, 72) == Approx(1));
  CHECK(ratio(3, 8, 73) < 1);
  CHECK(ratio(3, 1, 8, 1) == Approx(0.236).margin(5e-4));

  const Layer inception{{7, 7}, {2, 2}, {1, 1}, Padding::same, 8, 64};
  const Cost first = cost(inception, {1, 224, 224, 3});
  CHECK(first.separable.params == 2712);
  CHECK(first.standard.params == 9408);

  // RGB to 8 at m = 1: the 1x1 convolution has under half of the multiply-adds.
  const Cost small = cost({{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 8}, {1, 8, 8, 3});
  CHECK(2 * small.pointwise.macs < small.separable.macs);
}

TEST_CASE("MobileNet v1: 569 million multiply-adds, 94.9 per cent of them in 1x1 convolutions") {
  struct Row {
    int size, in, out, stride;
  };
  const Row rows[] = {{112, 32, 64, 1},  {112, 64, 128, 2}, {56, 128, 128, 1}, {56, 128, 256, 2},
                      {28, 256, 256, 1}, {28, 256, 512, 2}, {14, 512, 512, 1}, {14, 512, 512, 1},
                      {14, 512, 512, 1}, {14, 512, 512, 1}, {14, 512, 512, 1}, {14, 512, 1024, 2},
                      {7, 1024, 1024, 1}};
  const Layer stem{{3, 3}, {2, 2}, {1, 1}, Padding::same, 1, 32};
  const StageCost first = cost(stem, {1, 224, 224, 3}).standard;
  const std::int64_t classifier = 1024 * 1000;
  std::int64_t macs = first.macs + classifier;
  std::int64_t params = first.params + classifier;
  std::int64_t mix_macs = 0;
  std::int64_t mix_params = 0;
  std::int64_t standard_macs = first.macs;
  for (const Row& row : rows) {
    const Layer layer{{3, 3}, {row.stride, row.stride}, {1, 1}, Padding::same, 1, row.out};
    const Cost c = cost(layer, {1, row.size, row.size, row.in});
    macs += c.separable.macs;
    params += c.separable.params;
    mix_macs += c.pointwise.macs;
    mix_params += c.pointwise.params;
    standard_macs += c.standard.macs;
    CHECK(1 / c.ratio > 7.8);
    CHECK(1 / c.ratio < 9);
  }
  CHECK(static_cast<double>(macs) == Approx(568.7e6).epsilon(1e-3));
  CHECK(static_cast<double>(params) == Approx(4.2e6).epsilon(0.01));
  CHECK(static_cast<double>(standard_macs) == Approx(4866.3e6).epsilon(1e-3));
  CHECK(100.0 * static_cast<double>(mix_macs) / static_cast<double>(macs) ==
        Approx(94.9).margin(0.05));
  CHECK(100.0 * static_cast<double>(mix_params) / static_cast<double>(params) ==
        Approx(74.6).margin(0.15));
}

TEST_CASE("arithmetic for the bytes moved: depthwise 2.25, pointwise C/4, standard 9C/4") {
  const int c = 64;
  const Shape in{1, 56, 56, c};
  const Cost got = cost({{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, c}, in);
  const double bytes = 4.0 * static_cast<double>(in.count() + in.count());  // in and out
  CHECK(static_cast<double>(got.depthwise.flops()) / bytes == Approx(2.25));
  CHECK(static_cast<double>(got.pointwise.flops()) / bytes == Approx(c / 4.0));
  CHECK(static_cast<double>(got.standard.flops()) / bytes == Approx(9 * c / 4.0));
}

TEST_CASE("whatever passes check can be counted without overflow") {
  Random random(11);
  const auto up_to = [&](int bits) {
    return 1 + static_cast<int>(random.next() >> (64 - static_cast<int>(random.next() % bits) - 1));
  };
  int passed = 0;
  int refused = 0;
  while (passed < 2000) {
    const Layer layer{{std::min(up_to(12), kMaxKernel), std::min(up_to(12), kMaxKernel)},
                      {up_to(4), up_to(4)},
                      {1, 1},
                      Padding::same,
                      std::min(up_to(12), kMaxMultiplier),
                      std::min(up_to(12), kMaxChannels)};
    const Shape in{up_to(16), up_to(18), up_to(18), std::min(up_to(12), kMaxChannels)};
    if (!check(layer, in).empty()) {
      ++refused;
      continue;
    }
    ++passed;
    const Cost c = cost(layer, in);
    const Extent out = output_size(layer, in);
    const std::int64_t pixels = static_cast<std::int64_t>(out.height) * out.width;
    const std::int64_t area = layer.kernel.area();
    CHECK(is_product(c.standard.flops(),
                     {2, in.batch, pixels, area, in.channels, layer.out_channels}));
    CHECK(is_product(c.depthwise.macs,
                     {in.batch, pixels, area, in.channels, layer.channel_multiplier}));
    CHECK(c.separable.flops() >= c.pointwise.flops());
    CHECK(c.separable.macs_without_padding <= c.separable.macs);
    CHECK(c.standard.macs_without_padding >= 0);
  }
  CHECK(refused > 100);
}

}  // namespace twofold::core
