// The panels at the window's edges: one function each.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

void panel_bar(Frame& frame, const Rect& rect);      ///< the controls at the top
void panel_status(Frame& frame, const Rect& rect);   ///< one line at the bottom
void panel_waiting(Frame& frame, const Rect& rect);  ///< before the first numbers

}  // namespace twofold::ui::inline window
