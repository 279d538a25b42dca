// Every rule about a chain that a user can break: those of its layers (core/check.h), and that
// groups divide channels, that sums have one shape, and that nothing grows beyond counting.
#pragma once

#include <vector>

#include "core/chain/stage.h"
#include "core/check.h"

namespace twofold::core {
inline namespace chain {

/// Empty if the chain can be computed on an input of shape `in`; else the problems of the first
/// stage that has any.
std::vector<Problem> check(const Chain& list, const Shape& in);

}  // namespace chain
}  // namespace twofold::core
