// The lanes: one function each, drawn into the rectangle that the layout gives it.
#pragma once

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

void panel_input(Frame& frame, const Rect& rect);  ///< the first lane: x, channel by channel
/// The lane of a stage: its filters and what it makes.
void panel_stage(Frame& frame, const Rect& rect, int stage);
void panel_fold1(Frame& frame, const Rect& rect, int stage);  ///< of a depthwise one: D and z
void panel_fold2(Frame& frame, const Rect& rect, int stage);  ///< of a pointwise one: the matrix
void panel_regular(Frame& frame, const Rect& rect);           ///< of one sum over all that it reads
void panel_output(Frame& frame,
                  const Rect& rect);  ///< the last lane: y, the photograph, the result
/// From the last stage's sums to the output, and the way around the list where there is one.
void links_to_output(Frame& frame, const Layout& at);
void panel_folded(Frame& frame, const Rect& rect, int lane);  ///< a lane that Present folds

/// Parts of links_to_output.
void links_to_outputs(Frame& frame, const Rect& rect, int stage);  ///< from a matrix
void link_from_block(Frame& frame, const Rect& rect);              ///< from a chosen block

}  // namespace twofold::ui::inline lanes
