// How operations are counted. People ask why two profilers disagree by a factor of two: because one
// counts multiply-adds and calls them FLOPs, the other counts both; and one of them adds the bias.
#pragma once

#include <span>
#include <string_view>

#include "core/cost.h"

namespace twofold::model::inline state {

struct Counting {
  bool flops = false;   ///< a multiply-add is two operations
  bool bias = false;    ///< one bias after the pointwise: K parameters, an addition for every value
  bool padding = true;  ///< taps in the padding count

  bool operator==(const Counting&) const = default;
};

/// One row of the table or one bar.
struct Counted {
  std::int64_t params = 0;
  std::int64_t operations = 0;

  bool operator==(const Counted&) const = default;
};

/// The four rows, counted that way. The bias belongs to the pointwise stage and to the standard
/// convolution.
struct CountedCost {
  Counted depthwise, pointwise, separable, standard;

  double params_ratio() const;
  double operations_ratio() const;
};
CountedCost counted(const core::Cost& cost, const core::Layer& layer, const core::Shape& in,
                    const Counting& counting);

/// A tool and how it counts a convolution that has a bias.
struct CountingTool {
  std::string_view name;
  Counting counting;
  std::string_view says;  ///< one sentence: what it calls the number
};
std::span<const CountingTool> counting_tools();

/// The tools that count this way, "fvcore, thop"; "none of the usual tools" if there is none.
std::string counted_so_by(const Counting& counting);

/// Activations that a stage must at least read and write, in bytes of float32, weights left out.
/// `separable` is the two stages one after the other, z written and read back; fused, it moves no
/// more than `standard`.
struct MovedBytes {
  std::int64_t depthwise = 0;  ///< x + z
  std::int64_t pointwise = 0;  ///< z + y
  std::int64_t separable = 0;  ///< x + 2 z + y
  std::int64_t standard = 0;   ///< x + y
};
MovedBytes moved_bytes(const core::Layer& layer, const core::Shape& in);

}  // namespace twofold::model::inline state
