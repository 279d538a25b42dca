// The bars of the cost panel: separable, its two folds stacked, over standard.
#pragma once

#include "app/ui/cost/cost_words.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline cost {

/// Two bars with their label and numbers, explained by the formula with the numbers put in; they
/// share the block's height.
void params_bars(Frame& frame, const LayerCost& c, const Rect& block);
void macs_bars(Frame& frame, const LayerCost& c, const Rect& block);

/// Which colour is what, below the bars.
void bars_legend(Frame& frame, const Rect& row);

}  // namespace twofold::ui::inline cost
