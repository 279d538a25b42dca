#include "core/quantise.h"

#include <algorithm>
#include <cmath>

namespace twofold::core {

std::int64_t most_steps(int bits) { return (std::int64_t{1} << (bits - 1)) - 1; }

int made_channels(const FilterShape& shape, bool is_depthwise) {
  return is_depthwise ? shape.in * shape.out : shape.out;
}

std::vector<float> channel_magnitudes(const Filter& filter, bool is_depthwise) {
  // Channels come last in both kinds: [..., in, out] of a depthwise filter are q * m + r.
  const auto channels = static_cast<std::size_t>(made_channels(filter.shape, is_depthwise));
  std::vector<float> most(channels, 0.0f);
  for (std::size_t i = 0; i < filter.values.size(); ++i)
    most[i % channels] = std::max(most[i % channels], std::abs(filter.values[i]));
  return most;
}

std::vector<float> weight_scales(const Filter& filter, bool is_depthwise, const WeightBits& kept) {
  std::vector<float> scales = channel_magnitudes(filter, is_depthwise);
  if (!kept.scale_per_channel && !scales.empty())
    std::fill(scales.begin(), scales.end(), *std::max_element(scales.begin(), scales.end()));
  for (float& scale : scales) scale /= static_cast<float>(most_steps(kept.bits));
  return scales;
}

Filter quantised(Filter filter, bool is_depthwise, const WeightBits& kept) {
  const std::vector<float> scales = weight_scales(filter, is_depthwise, kept);
  for (std::size_t i = 0; i < filter.values.size(); ++i) {
    const float scale = scales[i % scales.size()];
    if (scale > 0) filter.values[i] = std::round(filter.values[i] / scale) * scale;
  }
  return filter;
}

std::int64_t packed_bytes(std::int64_t weights, int bits) { return (weights * bits + 7) / 8; }

}  // namespace twofold::core
