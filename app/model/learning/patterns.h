// How many patterns a channel of a standard kernel is made of: its slices are mixtures of as many
// as the matrix that they are has rank.
#pragma once

#include <array>

#include "core/tensor.h"

namespace twofold::model {
inline namespace learning {

/// The least multiplier that makes the kernel exactly.
int rank_of(const core::Filter& w);

/// What the best one and two filters a channel make of the kernel, as shares of its energy; 0 where
/// it is not finite.
std::array<double, 2> patterns_of(const core::Filter& w);

}  // namespace learning
}  // namespace twofold::model
