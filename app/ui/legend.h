// The one scale of a lane: what its colours stand for.
#pragma once

#include "app/model/scales.h"
#include "app/ui/frame.h"

namespace twofold::ui {

/// Bars for the scales that the lane uses, top down in `room`: grey with its clipping ends,
/// diverging with zero in the middle.
void legend(Frame& frame, const Rect& room, const model::LaneScales& scales);

/// One bar with the numbers at its ends and, for diverging ones, 0 in the middle.
void scale_bar(Frame& frame, const Rect& bar, const paint::Scale& scale);

}  // namespace twofold::ui
