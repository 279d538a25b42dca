// Which plan is the best one: a small model of what the loops cost, and the words for it.
#pragma once

#include "core/fast/plan.h"
#include "core/fast/workers.h"

namespace twofold::core::fast {

/// Whether a standard convolution by such a layer may go by nested minimal filtering, with vectors
/// of `lanes` floats, where its sums may be combined at all (may_combine).
bool goes_nested(const Layer& layer, const Shape& in, int lanes);

/// Whether the standard convolution with the collapsed filter takes less time than both folds.
bool collapsed_is_faster(const Layer& layer, const Shape& in, int lanes);

/// Whether the depthwise stage of few channels takes less time by F(4, 3): large kernels, where
/// rows that are combined serve many columns and filters.
bool quads_pay(const Layer& layer, const Shape& in);

/// Who is to work on a plan's multiply-adds and bytes, of `wanted` threads (0: all that the machine
/// has): one alone on what takes less time than telling another, those that are awake on what takes
/// less than waking one.
Team worthwhile_team(const Choice& choice, int wanted);

/// Whether a layer reads and writes more than caches usually hold: its output had better go past
/// them.
bool exceeds_caches(const Layer& layer, const Shape& in);

/// What the plan does and why, in plain words.
std::string sentence(const Choice& choice, const Layer& layer, const Shape& in);

}  // namespace twofold::core::fast
