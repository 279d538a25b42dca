// The arithmetic of the steps (core/chain/schedule.h): what a step multiplies, the running sum of a
// value cut short after any number of terms, and what a picture shows so far; all bit for bit as in
// the reference (core/chain/run.h).
//
// What follows a sum (bias, normalisation, activation, another result) is no step: it is applied
// when a value is complete.
#pragma once

#include <vector>

#include "core/chain/run.h"
#include "core/chain/schedule.h"

namespace twofold::core {
inline namespace chain {

/// What the steps of a schedule read: x, and what each stage multiplies by. `results` may hold what
/// stages have made where the reference's bits of it are at hand; a value of any other result is
/// summed anew, from x and the filters.
struct Operands {
  const Tensor* x = nullptr;
  const Folds* folds = nullptr;
  std::vector<const Tensor*> results;  ///< result i of stage i, or null; may be shorter
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

/// One plane after n steps, row-major: `finished` (the stage's result) where complete, the running
/// sum in the value that is being made, 0 where nothing has happened. oy and ox of `plane` are not
/// looked at.
std::vector<float> plane_at(const Schedule& schedule, const Operands& operands,
                            const Tensor& finished, const Value& plane, std::int64_t n);

/// One cell of the window around a step, for showing it.
struct WindowCell {
  enum class State { skipped, done, current, to_come };  ///< skipped: in the padding

  Tap tap;
  State state = State::to_come;
};

/// All kernel cells of the value of a step, row-major. Where a tap has several terms its cell is
/// done when all of them are, and current while one is at work.
std::vector<WindowCell> window_of(const Schedule& schedule, const Step& step);

/// run() of core/chain/run.h by walking the schedule step by step: in either order the same bits.
std::vector<Tensor> run_by_steps(const Chain& list, const Tensor& x, const Folds& folds,
                                 Order order, const StopFlag* stop = nullptr);

/// The operations of core/separable.h likewise: the same signatures.
Separable separable_conv2d_by_steps(const Tensor& x, const Filters& filters, const Layer& layer,
                                    Order order, const StopFlag* stop = nullptr);
Tensor depthwise_conv2d_by_steps(const Tensor& x, const Filter& d, const Layer& layer,
                                 const StopFlag* stop = nullptr);
Tensor conv2d_by_steps(const Tensor& x, const Filter& w, const Layer& layer, Order order,
                       const StopFlag* stop = nullptr);

}  // namespace chain
}  // namespace twofold::core
