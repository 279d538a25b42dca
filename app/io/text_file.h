// Whole files in and out. A file that is written appears complete or not at all: the bytes go to a
// temporary name beside it, which is renamed at the end, so a full disk loses nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "app/io/result.h"

namespace twofold::io {

/// Larger files are refused unread.
inline constexpr std::int64_t kMaxFileBytes = std::int64_t{1} << 30;

/// All bytes of a file, or of what the program was handed to read (/dev/stdin, /dev/fd/63). Other
/// pipes and devices are refused, since they may never end.
Result<std::string> read_file(const std::filesystem::path& path);

/// Replaces the file as a whole, keeping its permissions; what is not a regular file (/dev/stdout)
/// is written straight, a pipe only if somebody reads from it. On failure the old file is as it
/// was.
Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace twofold::io
