// The keys of the golden format (tests/golden) that a case and a document share.
#pragma once

#include <string>

#include "app/io/json_fields.h"
#include "core/learn/gradient.h"

namespace twofold::io {

/// The filter under the key, whose shape stands under the key with "_shape" added.
core::Filter read_filter(JsonFields& fields, const std::string& key);

/// "bias", a number for each of the outputs, and "activation", a word; neither has to be there.
core::Following read_following(JsonFields& fields, int outputs);

}  // namespace twofold::io
