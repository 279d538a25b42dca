#include "app/ui/window/cards.h"

#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline window {
namespace {

/// The flags, the topmost card's first.
template <class Visit>
void for_each_sheet(Visit&& visit) {
  for (bool WindowState::*shows : {&WindowState::shows_keys, &WindowState::shows_setup_line,
                                   &WindowState::shows_save, &WindowState::shows_browser})
    visit(shows);
}

}  // namespace

bool card_is_open(const WindowState& window) {
  bool any = false;
  for_each_sheet([&](bool WindowState::*shows) { any |= window.*shows; });
  return any;
}

bool close_card(WindowState& window) {
  bool closed = false;
  for_each_sheet([&](bool WindowState::*shows) {
    if (closed || !(window.*shows)) return;
    window.*shows = false;
    closed = true;
  });
  return closed;
}

}  // namespace twofold::ui::inline window
