// JSON that somebody else wrote, from text to a value: the one way in for every file. What it lets
// through is nested so little that whoever walks the value may call himself for every level.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "app/io/result.h"

namespace twofold::io {

/// Lists and objects inside of each other beyond this are refused; what the program writes has six.
inline constexpr int kMaxJsonDepth = 64;

/// The JSON in a text; an error says where it goes wrong, and how if that is a common mistake.
Result<nlohmann::json> parse_json(std::string_view text);

}  // namespace twofold::io
