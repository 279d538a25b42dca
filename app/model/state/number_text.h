// Numbers in what users type: the point is a point, whatever the locale says.
#pragma once

#include <cstdint>
#include <string_view>

namespace twofold::model::inline state {

/// Reads the number that the whole text is, as C writes it; "inf" and "nan" are numbers. False, and
/// nothing else, where it is none or does not fit.
bool read_number(std::string_view text, int& number);
bool read_number(std::string_view text, std::uint64_t& number);
bool read_number(std::string_view text, float& number);
bool read_number(std::string_view text, double& number);

}  // namespace twofold::model::inline state
