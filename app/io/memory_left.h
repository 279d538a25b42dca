// How much memory there is left for this process: what is refused with a figure is refused before
// it is tried.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

namespace twofold::io {

/// No limit is known.
inline constexpr std::int64_t kNoMemoryLimit = std::numeric_limits<std::int64_t>::max();

/// Bytes that can still be had: the least of what the machine has free (swap included), what the
/// limits of the process leave (ulimit -v, ulimit -d), and what its control groups leave. `root` is
/// where /proc and /sys are.
std::int64_t memory_left(const std::filesystem::path& root = "/");

}  // namespace twofold::io
