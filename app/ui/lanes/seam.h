// The seam: where the filters of all inputs are laid side by side, and number t of a row comes of
// its input q and its filter r. Worked out with the numbers of the row on the path.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// "t = q·m + r" of a depthwise stage with several filters a channel, in up to three lines.
void seam(Frame& frame, const Rect& room, int stage);

/// For a class: the same in one line, at the right end of `line`; nothing where it has no room, or
/// where no depthwise stage is shown.
void seam_line(Frame& frame, const Rect& line);

}  // namespace twofold::ui::inline lanes
