// The row that walks the computation: to the start, back, play, on, to the end; a bar to scrub with
// stages, channels and rows marked on it; how far; in which units and how fast.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// Draws the row into `rect` (control_height high) and moves what is playing by one frame.
void stepper_row(Frame& frame, const Rect& rect);

}  // namespace twofold::ui::inline one_value
