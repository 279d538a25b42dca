#include "app/model/numbers/channel_numbers.h"

#include <algorithm>
#include <cmath>

namespace twofold::model::inline numbers {

void ChannelNumbers::refresh(const SharedTensor& tensor, int b, const std::vector<int>& channels) {
  if (tensor == tensor_ && b == b_ && channels == channels_) return;
  tensor_ = tensor;
  b_ = b;
  channels_ = channels;
  stats_.clear();
  histograms_.clear();
  std::vector<core::Tensor> planes;
  planes.reserve(channels.size());
  for (const int c : channels) planes.push_back(tensor->channel(b, c));
  for (const core::Tensor& plane : planes) stats_.push_back(core::channel_stats(plane, 0, 0));
  float low = stats_.front().minimum;
  float high = stats_.front().maximum;
  for (const core::ChannelStats& s : stats_) {
    low = std::min(low, s.minimum);
    high = std::max(high, s.maximum);
  }
  // A plane of one value stands in the middle of an axis that has a length.
  if (low == high) {
    const float room = low == 0 ? 1 : std::abs(low) / 2;
    low -= room;
    high += room;
  }
  for (const core::Tensor& plane : planes)
    histograms_.push_back(core::channel_histogram(plane, 0, 0, low, high));
}

}  // namespace twofold::model::inline numbers
