// What a matrix that is not the last makes: its channels beside it, level with what reads them.
#pragma once

#include "app/ui/lanes/matrix.h"

namespace twofold::ui::inline lanes {

/// Draws these channels in the lane of the matrix.
void draw_made(Frame& frame, const Rect& rect, const Matrix& m);

/// From the foot of the chosen column to its picture beside the matrix.
void draw_way_to_made(Frame& frame, const Rect& rect, const Matrix& m, const LaneParts& parts);

}  // namespace twofold::ui::inline lanes
