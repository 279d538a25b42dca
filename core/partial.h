// The arithmetic of the steps (core/schedule.h): what a step multiplies, the running sum of a value
// cut short after any number of terms, and what a picture shows so far; all bit for bit as in the
// reference (core/separable.h).
//
// Bias and activation are no steps: they are applied when a value is complete.
#pragma once

#include "core/schedule.h"
#include "core/separable.h"

namespace twofold::core {

/// What the steps of a schedule read: x, depthwise and pointwise, or x and standard. z is the
/// depthwise output where the reference's bits of it are at hand; without it a step of the mix sums
/// its value of z anew, from x and D.
struct Operands {
  const Tensor* x = nullptr;
  const Filter* depthwise = nullptr;
  const Filter* pointwise = nullptr;
  const Filter* standard = nullptr;
  const Tensor* z = nullptr;
};

/// What a step multiplies: its contribution to the sum is value * weight, rounded.
struct Factors {
  float value = 0;
  float weight = 0;

  float product() const { return value * weight; }
};
Factors factors(const Schedule& schedule, const Operands& operands, const Step& step);

/// The sum of a value's first `terms` terms, as the reference has it at that point.
float running_sum(const Schedule& schedule, const Operands& operands, const Value& value,
                  std::int64_t terms);

/// The value that step n - 1 has just added to, and what it came to; at n = 0 the first value,
/// still empty. The schedule must have a step.
struct Partial {
  Value value;
  std::int64_t done = 0;   ///< terms added so far
  std::int64_t terms = 0;  ///< of how many
  float sum = 0;
};
Partial partial(const Schedule& schedule, const Operands& operands, std::int64_t n);

/// One plane after n steps, row-major: `finished` (z or y) where complete, the running sum in the
/// value that is being made, 0 where nothing has happened. oy and ox of `plane` are not looked at.
std::vector<float> plane_at(const Schedule& schedule, const Operands& operands,
                            const Tensor& finished, const Value& plane, std::int64_t n);

/// One cell of the window around a step, for showing it.
struct WindowCell {
  enum class State { skipped, done, current, to_come };  ///< skipped: in the padding

  Tap tap;
  State state = State::to_come;
};

/// All kernel cells of a depthwise or standard step's value, row-major. In the standard pass a cell
/// is done when all input channels are, and current while one of them is at work.
std::vector<WindowCell> window_of(const Layer& layer, const Shape& in, const Step& step);

/// The operations of core/separable.h by walking their schedule step by step: the same signatures
/// and, in either order, the same bits.
Separable separable_conv2d_by_steps(const Tensor& x, const Filters& filters, const Layer& layer,
                                    Order order, const StopFlag* stop = nullptr);
Tensor depthwise_conv2d_by_steps(const Tensor& x, const Filter& d, const Layer& layer,
                                 const StopFlag* stop = nullptr);
Tensor conv2d_by_steps(const Tensor& x, const Filter& w, const Layer& layer, Order order,
                       const StopFlag* stop = nullptr);

}  // namespace twofold::core
