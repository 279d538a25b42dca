// Bytes as letters (RFC 4648), so that a JSON file can hold a picture.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twofold::io {

std::string base64(std::string_view bytes);

/// The bytes; nothing where the text is not base64 of whole groups of four letters.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace twofold::io
