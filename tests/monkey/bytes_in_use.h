// How much memory this process uses.
#pragma once

#include <malloc.h>

#include <cstdint>

namespace twofold::tests {

/// Bytes that were asked for and not given back; 0 where a sanitizer counts in its own way.
inline std::int64_t bytes_in_use() {
  const struct mallinfo2 info = ::mallinfo2();
  return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

}  // namespace twofold::tests
