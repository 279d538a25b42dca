// Layers whose sizes lie around the engine's constants: drawn from a seed, as many as are asked
// for. Every size is a vector, a panel, a tile, a block or a part of a sum, of any instruction set,
// or one less or one more; small pictures where there are many channels, so that a draw costs the
// reference a few milliseconds at most.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "tests/support/generate.h"

namespace twofold::tests {

class EdgeCases {
 public:
  explicit EdgeCases(std::uint64_t seed) : generator_(seed) {}

  /// Any layer at all.
  LayerCase any();
  /// Many channels and a filter whose sums are made in parts: more than 512 rows.
  LayerCase long_sums();
  /// Few channels (below a vector of some instruction set).
  LayerCase few();
  /// The same, 3 x 3 or 7 x 7 without strides, enough outputs for minimal filtering.
  LayerCase filtered();
  /// One filter a channel, as many outputs, no strides.
  LayerCase plainest();

 private:
  /// One of `values`, one less or one more; at least 1.
  int near(std::span<const int> values);
  int one_of(std::span<const int> values);
  bool chance(int of_hundred);
  /// Makes the picture smaller until the layer takes less than some millions of multiply-adds.
  LayerCase affordable(LayerCase c) const;

  std::mt19937_64 generator_;
};

}  // namespace twofold::tests
