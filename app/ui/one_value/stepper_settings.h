// The card behind the dots of the stepper's row: which fold is walked, in which order, looping on
// the pinned pixel, and what a class is to predict first.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// Opens the card; it closes itself when something else is pressed.
void open_stepper_settings();

/// Draws the card below or above `anchor` while it is open.
void stepper_settings(Frame& frame, const Rect& anchor);

}  // namespace twofold::ui::inline one_value
