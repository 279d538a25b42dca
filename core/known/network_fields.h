// How much of its picture a value deep in a network sees.
#pragma once

#include <vector>

#include "core/chain/max_pool.h"
#include "core/known/networks.h"

namespace twofold::core {
inline namespace known {

/// The receptive field behind every layer of a network, on what the first layer reads. Pooling,
/// which the tables leave out, is 3 x 3 with strides of 2, or over the whole picture.
std::vector<ReceptiveField> receptive_fields(const Network& network);

}  // namespace known
}  // namespace twofold::core
