#include "core/stats.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twofold::core {
namespace {

/// Calls visit(value) for every value of one channel of one picture.
template <class Visit>
void for_each_value(const Tensor& t, int b, int channel, Visit&& visit) {
  const std::size_t pixels = static_cast<std::size_t>(t.shape.height) * t.shape.width;
  if (pixels == 0) return;
  const float* value = &t.values[t.index(b, 0, 0, channel)];
  for (std::size_t i = 0; i < pixels; ++i) visit(value[i * t.shape.channels]);
}

}  // namespace

ChannelStats channel_stats(const Tensor& t, int b, int channel) {
  ChannelStats stats;
  std::int64_t finite = 0;
  std::int64_t zeros = 0;
  double sum = 0;
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  for_each_value(t, b, channel, [&](float v) {
    if (!std::isfinite(v)) {
      ++stats.not_finite;
      return;
    }
    ++finite;
    zeros += v == 0;
    sum += v;
    low = std::min(low, v);
    high = std::max(high, v);
  });
  if (finite == 0) return stats;
  stats.minimum = low;
  stats.maximum = high;
  stats.mean = sum / finite;
  stats.zero_share = static_cast<double>(zeros) / (finite + stats.not_finite);
  // A second pass about the mean: the sum of squares alone cancels when the deviation is small.
  double squares = 0;
  for_each_value(t, b, channel, [&](float v) {
    if (std::isfinite(v)) squares += (v - stats.mean) * (v - stats.mean);
  });
  stats.deviation = std::sqrt(squares / finite);
  return stats;
}

int Histogram::bin(float value) const {
  const int last = static_cast<int>(counts.size()) - 1;
  if (!(value > low)) return 0;
  if (value >= high) return last;
  const double share = (static_cast<double>(value) - low) / (static_cast<double>(high) - low);
  return std::min(static_cast<int>(share * static_cast<double>(counts.size())), last);
}

Histogram channel_histogram(const Tensor& t, int b, int channel, float low, float high) {
  Histogram histogram{low, high, {}};
  for_each_value(t, b, channel, [&](float v) {
    if (std::isfinite(v)) ++histogram.counts[static_cast<std::size_t>(histogram.bin(v))];
  });
  return histogram;
}

}  // namespace twofold::core
