// The one scale of a lane: what its colours stand for.
#pragma once

#include "app/model/pictures/scales.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Bars for the scales that the lane uses: grey with its clipping ends, diverging with zero in the
/// middle. Top down in `room`, or side by side where it is not that high.
void legend(Frame& frame, const Rect& room, const model::LaneScales& scales);

/// Height that a legend needs at least.
float legend_height(const Frame& frame);

/// One bar with the numbers at its ends and, for diverging ones, 0 in the middle.
void scale_bar(Frame& frame, const Rect& bar, const paint::Scale& scale);

}  // namespace twofold::ui::inline lanes
