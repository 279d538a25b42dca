// Which channels of a layer keep their values when its filters change: those are not painted anew.
// For two lists of stages over the same input, windows and sampling.
#pragma once

#include <vector>

#include "app/model/state/stages.h"

namespace twofold::model::inline numbers {

class KeptChannels {
 public:
  /// `before` may be null: then nothing is kept.
  KeptChannels(const Stages* before, const Stages& now, int in_channels);

  /// The channel of the same result before whose values this channel has now, or -1. A channel
  /// keeps its values when everything that enters it does, by the same weights.
  int from(int result, int channel) const {
    return from_[static_cast<std::size_t>(result)][static_cast<std::size_t>(channel)];
  }

 private:
  std::vector<std::vector<int>> from_;  ///< by result, the input's first
};

/// Whether both stages, or all of two lists, read the same in the same way, whatever they multiply
/// by: then channels may be compared.
bool same_windows(const core::Stage& a, const core::Stage& b);
bool same_windows(const core::Chain& a, const core::Chain& b);

}  // namespace twofold::model::inline numbers
