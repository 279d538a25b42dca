// The one looked-at path through the stages, x_q -> D_q,r -> z_t -> P[t,k] -> y_k, at one place.
// Every loupe, sum, wire and formula shows it, and no other.
#pragma once

#include "app/model/numbers/evaluation.h"
#include "app/model/steps/highlight.h"

namespace twofold::model::inline steps {

struct Path {
  OutputPixel pixel;
  int q = 0;  ///< input channel
  int r = 0;  ///< its filter
  int t = 0;  ///< intermediate: q*m + r
  int k = 0;  ///< output
  bool operator==(const Path&) const = default;
};

/// The path through what is lit. Where that leaves a choice of intermediates, it is the one that
/// was chosen in the sum, or else the one that adds most to the output.
Path looked_at_path(const Evaluation& evaluation, const Highlight& lit, const ViewState& view);

}  // namespace twofold::model::inline steps
