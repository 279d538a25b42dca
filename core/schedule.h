// The computation as a numbered sequence of multiply-adds: what step n is, for any n, at once.
//
// Steps are numbered from 0; taps in the padding are no steps. The state "at n" is the one after n
// multiply-adds, steps 0 .. n-1, so n runs from 0 to count(). Nothing is recorded: everything here
// follows from n by closed forms and a binary search over rows and columns, so a billion steps cost
// no more than ten. Every value takes its terms in the reference's order (core/separable.h),
// whatever the order of the values; core/partial.h does the arithmetic.
//
//     by_stage    all of z, channel after channel, pixels row-major; then all of y likewise
//     by_pixel    pixel after pixel: its z_0 .. z_T-1, then its y_0 .. y_K-1
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps.h"

namespace twofold::core {

/// Which convolution is walked.
enum class Method { separable, standard };

/// In which order its values are made. The standard convolution is one stage.
enum class Order { by_stage, by_pixel };

/// What a multiply-add works on: z (first fold), y (second fold), or y of the standard convolution.
enum class Pass { depthwise, pointwise, standard };

/// The sizes of a stride through the steps.
enum class Unit { tap, pixel, row, channel, stage };

/// The place of one value: channel t of z, or channel k of y.
struct Value {
  Pass pass = Pass::depthwise;
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
  int source = 0;  ///< channel read: q of x, or t of z in the pointwise pass
  Tap tap;         ///< filter cell and input pixel; in the pointwise pass cell [0, 0] and [oy, ox]
};

/// The steps of one layer on one input shape. A small value (two tables as long as the output is
/// high and wide); `layer` and `in` must have passed check() (core/check.h).
class Schedule {
 public:
  Schedule(const Layer& layer, const Shape& in, Method method, Order order);

  Method method() const { return method_; }
  Order order() const { return order_; }

  /// Number of steps: macs_without_padding of core/cost.h.
  std::int64_t count() const { return count_; }

  /// Step n, 0 <= n < count().
  Step at(std::int64_t n) const;

  /// Term number `term` of a value, 0 <= term < terms(value).
  Step step_of(const Value& value, std::int64_t term) const;

  /// Number of multiply-adds of a value; 0 if its whole window lies in the padding.
  std::int64_t terms(const Value& value) const;

  /// Number of its first step; the others follow it without a gap.
  std::int64_t first_step(const Value& value) const;

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

  /// Channels of a pass's output.
  int channels(Pass pass) const;

  /// Height and width of the output.
  Extent size() const { return {length(rows_), length(columns_)}; }

 private:
  /// A run of steps [first, last).
  struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  /// For every output index of an axis, the taps inside the picture before it; one more at the end.
  using TapsBefore = std::vector<std::int64_t>;
  /// What a pixel costs in steps: per_tap for each tap inside the picture, and fixed ones.
  struct PixelSteps {
    std::int64_t per_tap = 0;
    std::int64_t fixed = 0;
  };
  struct Pixel {
    int oy = 0;
    int ox = 0;
    std::int64_t rest = 0;  ///< steps into the pixel
  };

  static int length(const TapsBefore& axis) { return static_cast<int>(axis.size()) - 1; }
  std::int64_t taps_at(int oy, int ox) const;
  PixelSteps steps_of_value(Pass pass) const;
  PixelSteps steps_of_all_values() const;
  std::int64_t steps_before(const PixelSteps& steps, int oy, int ox) const;
  std::int64_t steps_of_plane(const PixelSteps& steps) const;
  Pixel locate(const PixelSteps& steps, std::int64_t offset) const;
  std::int64_t first_step_of_pass(Pass pass) const;
  Value value_by_stage(std::int64_t n) const;
  Value value_by_pixel(std::int64_t n) const;
  Span span_by_stage(const Value& value, Unit unit) const;
  Span span_by_pixel(const Value& value, Unit unit) const;
  Span span(std::int64_t n, Unit unit) const;

  Layer layer_;
  Shape in_;
  Method method_;
  Order order_;
  TapsBefore rows_;
  TapsBefore columns_;
  std::int64_t count_ = 0;
};

}  // namespace twofold::core
