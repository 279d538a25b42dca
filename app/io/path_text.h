// Paths in JSON, which has only UTF-8 while a file's name may be any bytes. A path is written as it
// is where that can be, and as a URI (RFC 8089: file:///photos/caf%E9.png) where it cannot.
#pragma once

#include <string>
#include <string_view>

namespace twofold::io {

/// The text of a path; path_of_text gives the very bytes back.
std::string path_text(const std::string& path);
std::string path_of_text(const std::string& text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

}  // namespace twofold::io
