// Generated layers and tensors, the same in every run. Small integers are the numbers of choice:
// float32 sums of them have no rounding, whatever the order, so results compare exactly.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/tensor.h"

namespace twofold::tests {

/// A layer and an input shape that pass core::check.
struct LayerCase {
  core::Layer layer;
  core::Shape in;

  /// "1x5x7x2 k3x2 s1x2 d2x1 valid m2 o3", for INFO.
  std::string text() const;
};

/// Some hundred small layers: 1x1 and even kernels, kernels wider than the picture, non-square
/// ones, unequal strides and dilations, both above 1, both paddings, several channels, multipliers,
/// batches.
const std::vector<LayerCase>& layer_cases();

/// Values that are integers from -4 to 4.
core::Tensor integer_tensor(const core::Shape& shape, std::uint64_t seed);
core::Filter integer_filter(const core::FilterShape& shape, std::uint64_t seed);

/// Normally distributed values.
core::Tensor normal_tensor(const core::Shape& shape, std::uint64_t seed);
core::Filter normal_filter(const core::FilterShape& shape, std::uint64_t seed);

/// D and P of the layer's shapes.
core::Filters integer_filters(const LayerCase& c, std::uint64_t seed);
core::Filters normal_filters(const LayerCase& c, std::uint64_t seed);

}  // namespace twofold::tests
