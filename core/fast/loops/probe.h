// Work that asks all of a machine's arithmetic, or all of its memory, for whoever has a clock: what
// a plan could reach at best. Nothing here looks at the time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fast/loops/kernels.h"
#include "core/fast/threads/workers.h"

namespace twofold::core::fast::inline loops {

class Probe {
 public:
  /// `threads` as in Options; `target` must be available().
  explicit Probe(int threads, Target target = Target::best);

  int threads() const { return workers_.threads(); }
  std::string instructions() const { return std::string(kernels_->name); }

  /// Multiply-adds in registers, on all threads, a few milliseconds long; the FLOPs done.
  std::int64_t compute();

  /// Copies memory that is larger than caches usually are; the bytes read and written.
  std::int64_t copy();

 private:
  const Kernels* kernels_;
  Workers workers_;
  std::vector<float> from_;
  std::vector<float> to_;
  std::vector<float> results_;
};

}  // namespace twofold::core::fast::inline loops
