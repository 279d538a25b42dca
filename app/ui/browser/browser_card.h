// The card with the pictures to open: those that come with the program, recent ones, folders.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline browser {

/// Draws the card while WindowState::shows_browser is up.
void browser_card(Frame& frame);

}  // namespace twofold::ui::inline browser
