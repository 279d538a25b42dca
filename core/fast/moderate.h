// Where no order of the sums can overflow. Of larger values the reference's own order decides which
// results are infinite, or NaN, and so only the reference itself has them at the same places.
//
// A plan knows its filters and computes those that are beyond by the reference. It does not look at
// its input, which has to be moderate; the one-shot functions (core/fast/separable.h) do.
#pragma once

#include "core/tensor.h"

namespace twofold::core::fast {

/// The largest moderate input.
inline constexpr float kModerateInput = 1e18F;

/// Whether all values are moderate, or not finite at all.
bool has_moderate_values(const Tensor& x);

/// What a filter's finite weights make of values up to 1, at most: the largest sum of magnitudes.
double gain(const Filter& filter);

/// Whether the finite weights of a filter, or of both folds (`pointwise` may be empty), leave sums
/// of moderate values far below the largest float.
bool are_moderate(const Filter& filter);
bool are_moderate(const Filter& depthwise, const Filter& pointwise);

}  // namespace twofold::core::fast
