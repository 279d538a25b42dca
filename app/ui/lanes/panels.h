// The lanes: one function each, drawn into the rectangle that the layout gives it.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

void panel_input(Frame& frame, const Rect& rect);       ///< lane 1: x, channel by channel
void panel_fold1(Frame& frame, const Rect& rect);       ///< lane 2: D and z
void panel_fold2(Frame& frame, const Rect& rect);       ///< lane 3: the matrix P
void links_to_outputs(Frame& frame, const Rect& rect);  ///< from lane 3's sums to lane 4
void panel_output(Frame& frame, const Rect& rect);      ///< lane 4: y, the photograph, the result
void panel_regular(Frame& frame, const Rect& rect);     ///< lanes 2 and 3 of a standard convolution
void link_from_block(Frame& frame, const Rect& rect);   ///< from its chosen block to lane 4
void panel_folded(Frame& frame, const Rect& rect, model::Lane lane);  ///< a lane that Present folds

}  // namespace twofold::ui::inline lanes
