// The closed forms of core/cost.h as lists of factors, each of which knows what it stands for: so
// that a formula can be shown with this layer's numbers in it, and every factor can light the
// control that it comes from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/chain/stage.h"

namespace twofold::model::inline cost {

/// What a factor of a cost formula is.
enum class Quantity {
  batch,
  out_height,
  out_width,
  kernel_height,
  kernel_width,
  in_channels,
  group_channels,
  multiplier,
  out_channels
};

/// "kh", "C", "m" ... and in words: "kernel height".
const char* symbol(Quantity quantity);
const char* words(Quantity quantity);

struct Factor {
  Quantity quantity;
  std::int64_t value;

  bool operator==(const Factor&) const = default;
};

/// A product of factors, in the order in which it is written.
using Formula = std::vector<Factor>;

/// What a stage costs.
struct StageFormulas {
  std::string_view stage;  ///< the stage's operation, "depthwise"
  Formula params;
  Formula macs;  ///< padding taps included: N H' W' times the parameters
};

/// Those of a list's stages, by what they read. Parameters of a depthwise stage: kh kw C m; of a
/// pointwise one behind it: C m K; of a standard one: kh kw C K, of a grouped one: kh kw C/g K.
std::vector<StageFormulas> stage_formulas(const core::Chain& list, const core::Shape& in);

/// Those of a separable layer's stages, then that of the standard convolution.
std::vector<StageFormulas> layer_formulas(const core::Layer& layer, const core::Shape& in);

std::int64_t value(const Formula& formula);

/// "kh × kw × C × m", and with the numbers put in: "3 × 3 × 3 × 1".
std::string symbols(const Formula& formula);
std::string with_numbers(const Formula& formula);

}  // namespace twofold::model::inline cost
