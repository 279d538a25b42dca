// One picture as large as fits over the lanes, with its exact values: any channel opens so by
// double click or Enter.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline large {

/// Draws ViewState::large over `rect`.
void large_view(Frame& frame, const Rect& rect);

/// Shows the next (previous) channel in the order of the data: photograph, x, z, y.
void step_large(Frame& frame, int by);

}  // namespace twofold::ui::inline large
