// Small signs drawn as shapes, so that they are sharp at every scale and need no icon font.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline draw {

enum class Icon {
  play,
  pause,
  forward,  ///< one step on
  back,     ///< one step back
  to_end,
  to_start,
  again,
  undo,
  redo,
  plus,
  minus,
  close,
  chevron_down,
  check,
  dots
};

/// Draws the sign about `centre`, reaching `radius` to each side.
void draw_icon(Frame& frame, Icon icon, ImVec2 centre, float radius, ImU32 colour);

}  // namespace twofold::ui::inline draw
