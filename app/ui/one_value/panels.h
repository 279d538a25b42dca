// The panel One value: the pinned value's sums, the formula, the stepper.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

void panel_one_value(Frame& frame, const Rect& rect);

}  // namespace twofold::ui::inline one_value
