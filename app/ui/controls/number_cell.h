// A weight as a cell of a heat map that can be worked: dragged up and down, typed after a double
// click, or stepped by wheel and arrows.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

struct NumberCell {
  std::string id;  ///< unique in the window; the name in the registry
  Rect rect;
  float value = 0;
  float limit = 1;  ///< magnitude that has the full colour
  bool lit = true;
  bool can_edit = true;
  bool takes_steps = false;  ///< the wheel and, once Tab is on it, the arrows step it; Enter types
  bool is_written = true;    ///< false: colour alone, where not all numbers of a grid have room
};

/// What happened to a cell in this frame.
struct CellResult {
  bool hovered = false;
  std::optional<float> dragged;  ///< new value, the drag goes on
  std::optional<float> typed;    ///< new value, typed or stepped: a change of its own
};

/// Whether the value has room in such a cell.
bool is_room_for(const Frame& frame, float value, ImVec2 size);

/// Draws the cell (with its value where there is room) and handles mouse and keyboard on it.
CellResult number_cell(Frame& frame, const NumberCell& cell);

}  // namespace twofold::ui::inline controls
