// Weights of a few bits: whole numbers times a scale, the same number of steps above 0 as below.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor.h"

namespace twofold::core {

inline constexpr int kLeastBits = 2;
inline constexpr int kMostBits = 32;

/// How the weights of a filter are kept.
struct WeightBits {
  int bits = 8;                    ///< kLeastBits to kMostBits
  bool scale_per_channel = false;  ///< one scale an output channel, else one a filter

  bool operator==(const WeightBits&) const = default;
};

/// Steps above 0, and as many below: 2^(bits - 1) - 1. 127 of 8 bits, 1 of 2.
std::int64_t most_steps(int bits);

/// The channels that a filter makes: in * out of a depthwise one, else out.
int made_channels(const FilterShape& shape, bool is_depthwise);

/// The largest magnitude among the weights of each channel that the filter makes.
std::vector<float> channel_magnitudes(const Filter& filter, bool is_depthwise);

/// The scale of each channel: its largest magnitude, or the whole filter's, over the most steps; 0
/// where all weights are 0. All finite weights.
std::vector<float> weight_scales(const Filter& filter, bool is_depthwise, const WeightBits& kept);

/// The filter with every weight at the nearest step of its scale.
Filter quantised(Filter filter, bool is_depthwise, const WeightBits& kept);

/// Bytes of `weights` such weights, one behind the other, without their scales.
std::int64_t packed_bytes(std::int64_t weights, int bits);

}  // namespace twofold::core
