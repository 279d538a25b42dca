// How small and large words, pictures and panels may be shown.
#pragma once

#include <array>

#include "app/model/state/view_state.h"

namespace twofold::model::inline state {

inline constexpr float kSmallestWords = 0.6f;
inline constexpr float kLargestWords = 2.5f;

/// Whether the edges of the lanes stand from left to right within the window.
bool are_in_order(const std::array<float, 3>& lane_splits);

/// A look that was read from somewhere: its words, its part of the pictures and the edges of its
/// panels brought within their limits. All else is taken as it is by whoever draws.
ViewState within_limits(ViewState view);

}  // namespace twofold::model::inline state
