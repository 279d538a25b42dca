// How small and large words and pictures may be shown.
#pragma once

#include "app/model/state/view_state.h"

namespace twofold::model::inline state {

inline constexpr float kSmallestWords = 0.6f;
inline constexpr float kLargestWords = 2.5f;

/// A look that was read from somewhere, its words and its part of the pictures brought within their
/// limits. All else is taken as it is by whoever draws.
ViewState within_limits(ViewState view);

}  // namespace twofold::model::inline state
