// One filter as a grid of cells, at whatever size there is room for.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Filter (q, r) drawn into `rect`; its cells can be dragged and typed when large enough and, where
/// it `takes_steps`, stepped by wheel and arrows. Sets frame.hover to the cell under the mouse.
void kernel_grid(Frame& frame, const Rect& rect, int q, int r, bool lit, bool takes_steps = false);

}  // namespace twofold::ui::inline lanes
