// "More": every setting that is not in the bar.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

/// The button, with a dot when TensorFlow would object, and the popover below it.
void more_button(Frame& frame, const Rect& rect);

/// Opens the popover in the next frame.
void open_more(Frame& frame);

}  // namespace twofold::ui::inline window
