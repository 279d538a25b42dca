// The numbers beside the picture that is open large: the exact values of one pixel, a histogram
// with them marked, the scale and the statistics of the channels.
#pragma once

#include "app/ui/large/large_picture.h"

namespace twofold::ui::inline large {

/// Draws the column; `pixel` is the one whose values are told.
void large_numbers(Frame& frame, const LargePicture& large, const model::OutputPixel& pixel,
                   const Rect& area);

}  // namespace twofold::ui::inline large
