// What the stages of a chain cost, in closed form, as core/cost.h counts: convolutions only;
// biases, normalisations, activations and sums with another result are not counted.
#pragma once

#include <vector>

#include "core/chain/stage.h"
#include "core/cost.h"

namespace twofold::core {
inline namespace chain {

/// Parameters: the filter's values. Multiply-adds: each of them once an output pixel. Stage and
/// shape must have passed check() (core/chain/check.h), which also refuses sizes at which these
/// counts would overflow.
StageCost stage_cost(const Stage& stage, const Shape& in);

/// The costs of a chain's stages.
std::vector<StageCost> stage_costs(const Chain& list, const Shape& in);

}  // namespace chain
}  // namespace twofold::core
