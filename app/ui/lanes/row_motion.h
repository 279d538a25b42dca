// Moves the rows of the lanes to their places when there are more of them, or fewer.
#pragma once

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Once in every frame, before the rows are drawn: they set out, go on, or have arrived. Nothing
/// moves where less motion is asked for.
void move_rows(Frame& frame, const Rect& area);

}  // namespace twofold::ui::inline lanes
