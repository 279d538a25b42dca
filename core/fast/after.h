// What follows the sums of a plan: its activation, value by value.
//
// An activation may leave little of large sums: of hundreds relu6 makes 6. Rounding errors, small
// against the sums, are then large against the result, and another order of them shows. Where that
// could be seen the reference computes the result: both are its very bits.
#pragma once

#include <span>

#include "core/fast/workers.h"
#include "core/separable.h"

namespace twofold::core::fast {

class After {
 public:
  /// `threads` as in Options.
  After(const Layer& layer, const Filters& filters, int threads);

  /// Applies the activation to `y`, the sums that belong to `x`.
  void run(const Tensor& x, std::span<float> y, const StopFlag* stop);

 private:
  Layer layer_;
  Filters filters_;
  Workers workers_;
  std::vector<float> before_;  ///< the largest magnitudes that each thread has met
  std::vector<float> left_;    ///< and what became of them
};

}  // namespace twofold::core::fast
