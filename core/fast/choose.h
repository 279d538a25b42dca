// Which plan is the best one: a small model of what the loops cost, and the words for it.
#pragma once

#include <string>
#include <string_view>

#include "core/cost.h"
#include "core/fast/plan.h"
#include "core/fast/threads/workers.h"

namespace twofold::core::fast {

/// Whether the standard convolution with the collapsed filter takes less time than both folds,
/// whose sums may be regrouped or not.
bool collapsed_is_faster(const Layer& layer, const Shape& in, int lanes, bool regroup);

/// Who is to work on a plan's multiply-adds and bytes, of `wanted` threads (0: all that the machine
/// has): one alone on what takes less time than telling another, those that are awake on what takes
/// less than waking one.
Team worthwhile_team(const Choice& choice, int wanted);

/// What the plan does and why, in plain words: `what` it computes, and by which loops.
std::string sentence(std::string_view what, const Choice& choice, const Shape& in);

/// The first half of it, for both folds: whether one filter does for both, and whether that would
/// be less work.
std::string both_folds_words(bool collapsed, const Cost& costs);

}  // namespace twofold::core::fast
