// What follows the sums of a plan: its activation, value by value.
//
// Bias and activation may leave little of large sums: of hundreds relu6 makes 6, and a bias may be
// about what the sums are, but negative. Rounding errors, small against the sums, are then large
// against the result, and another order of them shows. Where that could be seen the reference
// computes the result: both are its very bits.
#pragma once

#include <span>

#include "core/fast/threads/workers.h"
#include "core/separable.h"

namespace twofold::core::fast {

/// The largest magnitude of values; NaN counts for nothing.
float largest(std::span<const float> values);

/// Whether enough is left, `left` at most, of sums up to `before` to hide another order of them.
bool leaves_enough(float before, float left);

/// Less of the largest sum than this, and the reference computes the result: errors reach two
/// millionths of the largest sum, and may be ten millionths of the largest result.
inline constexpr float kLeastLeft = 1.0F / 4;

class After {
 public:
  /// `threads` as in Options.
  After(const Layer& layer, const Filters& filters, int threads);

  /// Applies the activation to `y`, the sums that belong to `x`, the bias among their terms.
  void run(const Tensor& x, std::span<float> y, const StopFlag* stop);

 private:
  /// y by the reference.
  void refer(const Tensor& x, std::span<float> y, const StopFlag* stop) const;

  float bias_ = 0;  ///< the largest
  Layer layer_;
  Filters filters_;
  Workers workers_;
  std::vector<float> before_;  ///< the largest magnitudes that each thread has met
  std::vector<float> left_;    ///< and what became of them
};

}  // namespace twofold::core::fast
