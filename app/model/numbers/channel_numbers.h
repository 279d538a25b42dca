// Statistics and histograms of the channels that are looked at large, computed once and not in
// every frame: they are remembered with the tensor, picture and channels that they are of.
#pragma once

#include <vector>

#include "app/model/numbers/evaluation.h"
#include "core/stats.h"

namespace twofold::model::inline numbers {

class ChannelNumbers {
 public:
  /// Makes the numbers those of `channels` of picture `b`; does nothing if they are already.
  void refresh(const SharedTensor& tensor, int b, const std::vector<int>& channels);

  /// Forgets them, and lets the tensor go.
  void clear() { *this = {}; }

  /// One for each of the channels.
  const std::vector<core::ChannelStats>& stats() const { return stats_; }
  /// All over one range, from the smallest to the largest value of all of them.
  const std::vector<core::Histogram>& histograms() const { return histograms_; }

 private:
  SharedTensor tensor_;
  int b_ = -1;
  std::vector<int> channels_;
  std::vector<core::ChannelStats> stats_;
  std::vector<core::Histogram> histograms_;
};

}  // namespace twofold::model::inline numbers
