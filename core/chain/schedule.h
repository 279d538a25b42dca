// The computation as a numbered sequence of multiply-adds: what step n is, for any n, at once.
//
// Steps are numbered from 0; taps in the padding are no steps, nor is what follows a sum. The state
// "at n" is the one after n multiply-adds, steps 0 .. n-1, so n runs from 0 to count(). Nothing is
// recorded: everything here follows from n by closed forms and a binary search over rows and
// columns, so a billion steps cost no more than ten. Every value takes its terms in the reference's
// order (core/chain/run.h), whatever the order of the values; core/chain/partial.h does the
// arithmetic.
//
//     by_stage    stage after stage; in each channel after channel, pixels row-major
//     by_pixel    pixel after pixel, through all stages that need no more than that pixel
//
// A depthwise and a pointwise stage go through one pixel together: its z_0 .. z_T-1, then its
// y_0 .. y_K-1. A stage that reads a window waits for the stages before it to be done everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/chain/stage.h"
#include "core/taps.h"

namespace twofold::core {
inline namespace chain {

/// In which order the values are made.
enum class Order { by_stage, by_pixel };

/// The sizes of a stride through the steps.
enum class Unit { tap, pixel, row, channel, stage };

/// The place of one value: a channel of what a stage makes.
struct Value {
  int stage = 0;
  int b = 0;
  int oy = 0;
  int ox = 0;
  int channel = 0;

  bool operator==(const Value&) const = default;
};

/// One multiply-add: term number `term` of the `terms` of its value.
struct Step {
  Value value;
  std::int64_t term = 0;
  std::int64_t terms = 0;
  int source = 0;  ///< channel of the result that the stage reads
  Tap tap;         ///< filter cell and pixel of that result; cell [0, 0] of a pointwise stage
};

/// The steps of a chain on one input shape. A small value (two tables a stage, as long as its
/// output is high and wide); `list` and `in` must have passed check() (core/chain/check.h).
class Schedule {
 public:
  Schedule(const Chain& list, const Shape& in, Order order);

  const Chain& list() const { return list_; }
  Order order() const { return order_; }
  int stages() const { return static_cast<int>(plans_.size()); }
  const Stage& stage(int i) const { return list_.stages[static_cast<std::size_t>(i)]; }

  /// Number of steps: the stages' macs_without_padding of core/cost.h.
  std::int64_t count() const { return count_; }

  /// Step n, 0 <= n < count().
  Step at(std::int64_t n) const;

  /// Term number `term` of a value, 0 <= term < terms(value).
  Step step_of(const Value& value, std::int64_t term) const;

  /// Number of multiply-adds of a value; 0 if its whole window lies in the padding.
  std::int64_t terms(const Value& value) const;

  /// Number of its first step; the others follow it without a gap.
  std::int64_t first_step(const Value& value) const;

  /// The steps of a stage that is walked on its own: where they begin.
  std::int64_t first_step_of_stage(int stage) const;

  /// Whether all terms of the value are among the first n steps.
  bool complete(const Value& value, std::int64_t n) const {
    return first_step(value) + terms(value) <= n;
  }

  /// How many pixels of a plane (one channel of one picture of the batch) are complete after n
  /// steps. They are always the first ones, row-major. oy and ox of `plane` are not looked at.
  std::int64_t complete_pixels(Value plane, std::int64_t n) const;

  /// The units from the smallest to the largest; each consists of whole ones of those before it.
  std::array<Unit, 5> units() const;

  /// The nearest boundary between two units after n, or before n; never beyond 0 and count().
  std::int64_t next(std::int64_t n, Unit unit) const;
  std::int64_t previous(std::int64_t n, Unit unit) const;

  /// Shape of what a stage makes, and of what it reads.
  const Shape& shape(int stage) const { return plan(stage).out; }
  const Shape& shape_read(int stage) const { return plan(stage).in; }
  int channels(int stage) const { return shape(stage).channels; }

  /// Height and width of the last stage's output.
  Extent size() const { return {plans_.back().out.height, plans_.back().out.width}; }

 private:
  /// A run of steps [first, last).
  struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  /// For every output index of an axis, the taps inside the picture before it; one more at the end.
  using TapsBefore = std::vector<std::int64_t>;
  /// What is known of a stage once and for all.
  struct StagePlan {
    Shape in;
    Shape out;
    TapsBefore rows;
    TapsBefore columns;
    int per_tap = 1;        ///< terms of a value at each tap: the channels that it reads
    int group_outputs = 1;  ///< output channels that read the same channels
    int pass = 0;           ///< the pass that it is walked in
  };
  /// Stages [first, last) that are walked together, through one pixel after the other.
  struct Pass {
    int first = 0;
    int last = 0;
    std::int64_t start = 0;  ///< its first step
  };
  /// What a pixel costs in steps: per_tap for each tap of the pass's first stage, and fixed ones.
  struct PixelSteps {
    std::int64_t per_tap = 0;
    std::int64_t fixed = 0;
  };
  struct Pixel {
    int oy = 0;
    int ox = 0;
    std::int64_t rest = 0;  ///< steps into the pixel
  };

  const StagePlan& plan(int stage) const { return plans_[static_cast<std::size_t>(stage)]; }
  const Pass& pass_of(int stage) const {
    return passes_[static_cast<std::size_t>(plan(stage).pass)];
  }
  bool joins(int stage) const;
  PixelSteps steps_of_channels(int stage, std::int64_t channels) const;
  PixelSteps steps_of(const Pass& pass) const;
  std::int64_t steps_before(const Pass& pass, const PixelSteps& steps, int oy, int ox) const;
  std::int64_t steps_of_plane(const Pass& pass, const PixelSteps& steps) const;
  Pixel locate(const Pass& pass, const PixelSteps& steps, std::int64_t offset) const;
  std::int64_t steps_of_stage_at(int stage, int oy, int ox) const;
  std::int64_t steps_before_stage_at(int stage, int oy, int ox) const;
  const Pass& pass_at(std::int64_t n) const;
  Value value_by_stage(std::int64_t n) const;
  Value value_by_pixel(std::int64_t n) const;
  Span span_by_stage(const Value& value, Unit unit) const;
  Span span_by_pixel(const Value& value, Unit unit) const;
  Span span(std::int64_t n, Unit unit) const;

  Chain list_;
  Order order_;
  std::vector<StagePlan> plans_;
  std::vector<Pass> passes_;
  std::int64_t count_ = 0;
};

}  // namespace chain
}  // namespace twofold::core
