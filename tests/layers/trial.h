// One layer with its numbers, computed by the fast engine and by the reference: what has to hold of
// any of them, and the least that is still wrong of one where it does not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/fast/plan.h"
#include "tests/support/generate.h"

namespace twofold::layers {

/// What is planned.
enum class Way { separable, intermediates, collapsed, depthwise, pointwise, standard };
inline constexpr int kWays = 6;

/// What the numbers are like.
enum class Numbers {
  normal,
  integers,
  tiny,       ///< around 1e-30
  denormal,   ///< products that float32 holds with few bits
  huge,       ///< some around 1e30
  infinite,   ///< some infinite
  undefined,  ///< some NaN
  wide,       ///< 1e6 beside 1e-3
  flat        ///< one value all over, where sums may leave nothing
};
inline constexpr int kNumbers = 9;

/// A value: all that a trial is made of.
struct Trial {
  std::uint64_t seed = 0;  ///< of the numbers
  tests::LayerCase c;
  Way way = Way::separable;
  Numbers x = Numbers::normal;
  Numbers weights = Numbers::normal;
  bool bias = false;
  core::Activation activation = core::Activation::none;
  core::fast::Target target = core::fast::Target::best;
  int threads = 2;  ///< that have to give the bits of one

  std::string text() const;
};

/// The trial of a number, sizes drawn around the engine's constants.
Trial trial(std::uint64_t seed);

/// What does not hold of a trial, in a sentence; nothing if all does.
std::optional<std::string> fault(const Trial& trial);

/// The least trial that can be found which has a fault too.
Trial least(Trial trial);

}  // namespace twofold::layers
