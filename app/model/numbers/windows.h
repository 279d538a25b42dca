// The windows of some output pixels, side by side: with them the engines compute these pixels and
// no others.
#pragma once

#include <span>

#include "core/tensor.h"

namespace twofold::model::inline numbers {

/// The windows of the output pixels (rows[i], columns[j]) of picture b side by side, zeros in the
/// padding: [1, rows * kh, columns * kw, C]. With side_by_side(layer) the convolution gives these
/// pixels, with the reference's bits where the reference is used.
core::Tensor windows(const core::Tensor& x, int b, const core::Layer& layer,
                     std::span<const int> rows, std::span<const int> columns);
core::Layer side_by_side(const core::Layer& layer);

/// The same into a tensor of that shape.
void fill_windows(const core::Tensor& x, int b, const core::Layer& layer, std::span<const int> rows,
                  std::span<const int> columns, core::Tensor& result);

}  // namespace twofold::model::inline numbers
