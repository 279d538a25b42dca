// Working memory made once with the plan: the same amount for every thread.
#pragma once

#include <algorithm>
#include <cstddef>

#include "core/floats.h"

namespace twofold::core::fast::inline tiles {

/// At least 16 floats more than `floats`, room for a whole vector, as whole cache lines, an odd
/// number of them: what follows each other in such steps does not fall on the same cache sets.
constexpr std::ptrdiff_t odd_lines(std::ptrdiff_t floats) { return floats / 32 * 32 + 48; }

/// Most scratch memory that a run may hold besides its outputs and the packed filters.
inline constexpr std::size_t kScratchBytes = std::size_t{4} << 20;

class Scratch {
 public:
  Scratch() = default;
  /// Zeroed, so that lanes which belong to no pixel never hold what was left in memory.
  Scratch(int slots, std::size_t floats)
      : floats_(rounded(floats)),
        size_(floats_ * static_cast<std::size_t>(slots)),
        memory_(size_) {}

  float* slot(int index) { return memory_.data() + floats_ * static_cast<std::size_t>(index); }
  std::size_t bytes() const { return size_ * sizeof(float); }

  /// How many of `threads` can have `floats` each within kScratchBytes; 0 if not even one.
  static int slots_that_fit(int threads, std::size_t floats) {
    const std::size_t fit = kScratchBytes / (rounded(floats) * sizeof(float));
    return static_cast<int>(std::min<std::size_t>(fit, static_cast<std::size_t>(threads)));
  }

 private:
  static std::size_t rounded(std::size_t floats) {
    return static_cast<std::size_t>(odd_lines(static_cast<std::ptrdiff_t>(floats)));
  }

  std::size_t floats_ = 0;
  std::size_t size_ = 0;
  Floats memory_;
};

}  // namespace twofold::core::fast::inline tiles
