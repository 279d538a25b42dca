// The panels: one function each, drawn into the rectangle that the layout gives it. A new panel is
// one file and one line in ui.cpp.
#pragma once

#include "app/ui/frame.h"
#include "app/ui/layout.h"

namespace twofold::ui {

void panel_input(Frame& frame, const Rect& rect);       ///< lane 1: x, channel by channel
void panel_fold1(Frame& frame, const Rect& rect);       ///< lane 2: D and z
void panel_fold2(Frame& frame, const Rect& rect);       ///< lane 3: the matrix P
void links_to_outputs(Frame& frame, const Rect& rect);  ///< from lane 3's sums to lane 4
void panel_output(Frame& frame, const Rect& rect);      ///< lane 4: y, the photograph, the result
void panel_regular(Frame& frame, const Rect& rect);     ///< lanes 2 and 3 of a standard convolution
void link_from_block(Frame& frame, const Rect& rect);   ///< from its chosen block to lane 4
void panel_one_value(Frame& frame, const Rect& rect);   ///< the pinned value's sums, the formula
void panel_cost(Frame& frame, const Rect& rect);        ///< parameters, multiply-adds, ratio
void cost_view(Frame& frame, const Rect& rect);         ///< the pages about cost, over the lanes
void panel_folded(Frame& frame, const Rect& rect, model::Lane lane);  ///< a lane that Present folds
void panel_bar(Frame& frame, const Rect& rect);                       ///< the controls at the top
void panel_status(Frame& frame, const Rect& rect);                    ///< one line at the bottom

}  // namespace twofold::ui
