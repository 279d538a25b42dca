// The part of a window's own state that is recorded, and the way back.
#pragma once

#include "app/io/recording.h"
#include "app/ui/frame/window_state.h"

namespace twofold::desk {

io::WindowCards cards_of(const ui::WindowState& window);
void put_cards(const io::WindowCards& cards, ui::WindowState& window);

}  // namespace twofold::desk
