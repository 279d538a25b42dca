// How much memory the numbers of a document take, so that what is more than there is can be refused
// before it is tried.
#pragma once

#include <cstdint>
#include <string>

#include "app/model/numbers/evaluation.h"

namespace twofold::model::inline numbers {

/// Bytes that evaluating `inputs` takes beside `last` (null: nothing is there yet), which stays
/// until the new numbers are there; an upper bound for what is held at once.
std::int64_t memory_needed(const Inputs& inputs, const Evaluation* last);

/// A sentence with both figures where more is needed than is left; else empty.
std::string why_too_large(std::int64_t needed, std::int64_t left);

}  // namespace twofold::model::inline numbers
