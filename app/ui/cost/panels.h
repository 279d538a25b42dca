// The panel Cost and the pages that lie over the lanes.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline cost {

void panel_cost(Frame& frame, const Rect& rect);    ///< parameters, multiply-adds, ratio
void block_cost(Frame& frame, const Rect& inside);  ///< the same of a block, stage by stage
void cost_view(Frame& frame, const Rect& rect);     ///< the pages about cost, over the lanes

}  // namespace twofold::ui::inline cost
