// A process that can compute and nothing else, for libraries that take bytes from outside apart:
// what breaks in there, breaks alone, and what gets hold of it can neither open nor write anything.
//
// It is a copy of this one (fork), so that whatever is in memory need not be handed over. It has no
// file open but the pipe that its results go through; it may open none (RLIMIT_NOFILE) and ask the
// kernel for nothing but memory, threads and the time (fence_rules.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/io/fence_pipe.h"

namespace twofold::io {

struct FenceLimits {
  std::int64_t bytes = std::int64_t{6} << 30;  ///< beside what this process has already
  std::chrono::seconds processor{60};          ///< of processor time
  std::chrono::seconds clock{600};             ///< for what waits instead of computing
};

/// What became of something that was done behind a fence.
struct FenceEnd {
  bool is_well = false;  ///< `outside` has got what it wanted
  std::string why;       ///< if not: "it ended by Segmentation fault"; follows a colon
};

/// Runs `inside` behind a fence, and `outside` here, which reads what `inside` writes and says
/// whether it is what it should be. Nothing where no such process can be made: on other systems,
/// under a sanitizer, or where the system has no room for one.
std::optional<FenceEnd> behind_fence(const std::function<void(FenceWriter&)>& inside,
                                     const std::function<bool(FenceReader&)>& outside,
                                     const FenceLimits& limits = {});

/// What a fence keeps out here, found by trying, as a sentence for `twofold --version --verbose`.
std::string fence_report();

}  // namespace twofold::io
