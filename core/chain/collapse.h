// The standard convolution that the filters of a list come to when nothing stands between them:
// what follows the sums is left out, so that where something does follow, no filter does the same.
#pragma once

#include "core/chain/run.h"

namespace twofold::core {
inline namespace chain {

/// The collapsed filter [kh,kw,C,K] of a list with at most one stage that reads windows; sums in
/// double, rounded once a stage. Of a depthwise and a pointwise stage, collapse(d, p) of
/// core/equivalent.h.
Filter collapse(const Chain& list, const Folds& folds, int in_channels);

/// Whether a standard convolution does the same: nothing stands between the stages, and nothing
/// goes around them. What follows the last sums can follow those of the standard convolution as
/// well.
bool collapses(const Chain& list);

/// Whether the list is tf.nn.separable_conv2d: a depthwise stage, nothing, a pointwise stage.
bool is_separable(const Chain& list);

}  // namespace chain
}  // namespace twofold::core
