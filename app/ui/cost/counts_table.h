// The table of counts and its bars: depthwise, pointwise, their sum, and standard.
#pragma once

#include "app/model/state/counting.h"
#include "app/ui/cost/cost_words.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline cost {

/// Parameters, operations, bytes written and moved, and intensity, a row a stage; below, separable
/// against standard. `area` is filled by kCountsRows rows.
void counts_table(Frame& frame, const LayerCost& c, const model::CountedCost& n, const Rect& area);
inline constexpr int kCountsRows = 6;

/// The same as pairs of bars: the folds stacked, and standard.
void counts_bars(Frame& frame, const LayerCost& c, const model::CountedCost& n, const Rect& area);

/// 1,823,040 in full, 1.82 G where there is no room for more digits.
std::string large_count(std::int64_t value);

}  // namespace twofold::ui::inline cost
