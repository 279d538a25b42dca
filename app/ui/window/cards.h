// The cards that open over the whole window: one function each, called in every frame; each draws
// itself while its flag in WindowState is up. A new one is one file and one line in ui.cpp.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

void keys_card(Frame& frame);        ///< every key and gesture
void setup_line_card(Frame& frame);  ///< the field that a set-up is typed into
void save_card(Frame& frame);        ///< where to save or export

/// Whether one of them is open.
bool card_is_open(const WindowState& window);

/// Closes the topmost; false when none was open.
bool close_card(WindowState& window);

}  // namespace twofold::ui::inline window
