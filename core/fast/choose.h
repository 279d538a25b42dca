// Which plan is the best one: a small model of what the loops cost, and the words for it.
#pragma once

#include "core/fast/plan.h"

namespace twofold::core::fast {

/// Whether the standard convolution with the collapsed filter takes less time than both folds.
bool collapsed_is_faster(const Layer& layer, const Shape& in, int lanes);

/// How many of `wanted` threads (0: all that the machine has) are worth waking for a plan's
/// multiply-adds and bytes: one for what takes less time than waking another.
int worthwhile_threads(const Choice& choice, int wanted);

/// What the plan does and why, in plain words.
std::string sentence(const Choice& choice, const Layer& layer, const Shape& in);

}  // namespace twofold::core::fast
