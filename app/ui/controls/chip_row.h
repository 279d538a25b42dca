// A row of chips of which one is chosen: channels by name and letter. When there are more than fit,
// the row scrolls by its arrows and the wheel.
#pragma once

#include <string>
#include <vector>

#include "app/ui/frame/frame.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {

struct ChipRow {
  struct Chip {
    std::string words;
    ImU32 hue = 0;
  };
  std::string id;  ///< chips are entered in the registry as "id 0", "id 1" ...
  std::vector<Chip> chips;
  int chosen = -1;
};

/// Draws the row into `rect`, chips centred on its height; the index of a chip that was clicked, or
/// -1.
int chip_row(Frame& frame, const Rect& rect, const ChipRow& row, ChipScroll& scroll);

}  // namespace twofold::ui::inline controls
