// The one looked-at path through the stages, from a channel of the input to one of the output, at
// one place: x_q -> D_q,r -> z_t -> P[t,k] -> y_k in a separable list. Every loupe, sum, wire and
// formula shows it, and no other.
#pragma once

#include <vector>

#include "app/model/numbers/evaluation.h"
#include "app/model/steps/highlight.h"

namespace twofold::model::inline steps {

struct Path {
  OutputPixel pixel;
  std::vector<int> channels;  ///< by result
  int filter = 0;             ///< which of its input channel's filters the depthwise stage takes

  int channel(int result) const { return channels[static_cast<std::size_t>(result)]; }
  int q() const { return channels.front(); }  ///< input channel
  int r() const { return filter; }
  int t() const { return channels[1]; }      ///< of a separable list: the intermediate, q*m + r
  int k() const { return channels.back(); }  ///< output
  bool operator==(const Path&) const = default;
};

/// The path through what is lit. Where that leaves a choice of what enters a sum, it is the one
/// that was chosen in the sum, or else the one that adds most to it.
Path looked_at_path(const Evaluation& evaluation, const Highlight& lit, const ViewState& view);

}  // namespace twofold::model::inline steps
