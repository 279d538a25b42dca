#include "app/desk/window_cards.h"

namespace twofold::desk {

io::WindowCards cards_of(const ui::WindowState& w) {
  return {w.shows_browser,  w.shows_keys,   w.shows_setup_line, w.shows_save,
          w.network_scroll, w.followed_row, w.sum_chips.first,  w.sum_chips.chosen};
}

void put_cards(const io::WindowCards& cards, ui::WindowState& w) {
  w.shows_browser = cards.browser;
  w.shows_keys = cards.keys;
  w.shows_setup_line = cards.setup_line;
  w.shows_save = cards.save;
  w.network_scroll = cards.network_scroll;
  w.followed_row = cards.followed_row;
  w.sum_chips = {cards.first_chip, cards.chosen_chip};
}

}  // namespace twofold::desk
