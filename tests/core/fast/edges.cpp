#include "tests/core/fast/edges.h"

#include <algorithm>
#include <array>

#include "core/cost.h"

namespace twofold::tests {
namespace {

constexpr std::int64_t kMostMacs = 6'000'000;
constexpr std::int64_t kMostValues = 300'000;

// Vectors of 4, 8 and 16 floats, and half of them.
constexpr std::array kFewChannels{1, 2, 3, 4, 6, 8, 9, 12, 15};
// The same, panels of 2, 3 and 4 of them, two panels, and what is left over beside.
constexpr std::array kOutputs{1, 3, 4, 8, 12, 16, 24, 32, 48, 64, 72, 80, 128, 136, 144, 192};
constexpr std::array kManyChannels{4, 8, 16, 17, 20, 24, 32, 48, 57, 64, 72, 100, 128, 171, 256};
constexpr std::array kMultipliers{1, 2, 3, 4, 8, 16};
// Tiles of 4, 6, 8, 11, 12 and 22 pixels, pieces of 24, 48, 96, 504 and 1008, tiles of 512, blocks
// of 48, 192 and 256.
constexpr std::array kWidths{1,  2,  4,  6,  8,  11, 12,  16,  22,  24,  33,
                             44, 48, 64, 66, 96, 97, 192, 256, 504, 512, 1008};
// Four rows at a time, bands and tiles of eight at least.
constexpr std::array kHeights{1, 2, 3, 4, 5, 8, 9, 12, 16, 17, 30};
constexpr std::array kKernels{1, 2, 3, 4, 5, 6, 7, 9};

}  // namespace

int EdgeCases::one_of(std::span<const int> values) { return values[generator_() % values.size()]; }

int EdgeCases::near(std::span<const int> values) {
  return std::max(1, one_of(values) + static_cast<int>(generator_() % 3) - 1);
}

bool EdgeCases::chance(int of_hundred) { return static_cast<int>(generator_() % 100) < of_hundred; }

LayerCase EdgeCases::affordable(LayerCase c) const {
  const auto too_much = [&] {
    // Without an output there is nothing to count.
    if (core::output_size(c.layer, c.in).area() == 0) c.layer.padding = core::Padding::same;
    const core::Cost costs = core::cost(c.layer, c.in);
    return costs.standard.macs + costs.separable.macs > kMostMacs ||
           c.in.count() + core::output_shape(c.layer, c.in).count() +
                   core::depthwise_output_shape(c.layer, c.in).count() >
               kMostValues;
  };
  while (too_much() && c.in.batch > 1) --c.in.batch;
  while (too_much() && c.in.height > 4) --c.in.height;
  while (too_much() && c.in.width > 1) c.in.width -= (c.in.width + 15) / 16;
  while (too_much() && c.in.height > 1) --c.in.height;
  return c;
}

LayerCase EdgeCases::any() {
  LayerCase c;
  c.layer.kernel = {one_of(kKernels), one_of(kKernels)};
  if (chance(50)) c.layer.kernel.width = c.layer.kernel.height;
  if (chance(30)) c.layer.strides = {1 + chance(50), 1 + chance(50) + chance(20)};
  if (chance(30)) c.layer.dilations = {1 + chance(50), 1 + chance(50) + chance(20)};
  c.layer.padding = chance(50) ? core::Padding::same : core::Padding::valid;
  c.layer.channel_multiplier = one_of(kMultipliers);
  c.layer.out_channels = near(kOutputs);
  c.in = {1 + chance(30) + chance(10), near(kHeights), near(kWidths), near(kManyChannels)};
  return affordable(c);
}

LayerCase EdgeCases::long_sums() {
  LayerCase c = any();
  // 512 rows a part, or nearly as many, and a few parts.
  const int rows = 512 * (1 + static_cast<int>(generator_() % 3));
  const int area = std::max(2, static_cast<int>(c.layer.kernel.area()));
  if (c.layer.kernel.area() == 1) c.layer.kernel = {1, 2};
  c.in.channels = std::max(16, rows / area + static_cast<int>(generator_() % 3));
  c.layer.channel_multiplier = 1;
  return affordable(c);
}

LayerCase EdgeCases::few() {
  LayerCase c = any();
  c.in = {1 + chance(30), near(kHeights), near(kWidths), one_of(kFewChannels)};
  return affordable(c);
}

LayerCase EdgeCases::filtered() {
  LayerCase c = few();
  c.layer.strides = {1, 1};
  if (chance(70)) {
    c.layer.kernel = {3, 3};
    c.layer.dilations = {1, 1};
  } else {
    c.layer.kernel = {one_of(std::array{6, 7, 9}), one_of(kKernels)};
  }
  c.layer.out_channels = std::max(2, c.layer.out_channels);
  c.in.height = std::max(c.in.height, 3);
  return affordable(c);
}

LayerCase EdgeCases::plainest() {
  LayerCase c = few();
  c.layer.strides = {1, 1};
  c.layer.channel_multiplier = 1;
  c.layer.out_channels = c.in.channels;
  c.in.batch = chance(20) ? 33 : c.in.batch;
  return affordable(c);
}

}  // namespace twofold::tests
