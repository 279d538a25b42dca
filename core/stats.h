// What a plane of values looks like in numbers: range, mean, histogram.
#pragma once

#include <array>
#include <cstdint>

#include "core/tensor.h"

namespace twofold::core {

/// Over all finite values of one channel of one picture; population deviation.
struct ChannelStats {
  float minimum = 0;
  float maximum = 0;
  double mean = 0;
  double deviation = 0;
  double zero_share = 0;        ///< share of values that are exactly 0, of all
  std::int64_t not_finite = 0;  ///< NaN and infinities, left out of the rest
  bool operator==(const ChannelStats&) const = default;
};
ChannelStats channel_stats(const Tensor& t, int b, int channel);

/// Counts of the finite values of a channel in equal bins over [low, high]; the last bin is closed.
struct Histogram {
  float low = 0;
  float high = 1;
  std::array<std::int64_t, 64> counts{};

  /// The bin of a value, clamped to the ends.
  int bin(float value) const;
};
Histogram channel_histogram(const Tensor& t, int b, int channel, float low, float high);

}  // namespace twofold::core
