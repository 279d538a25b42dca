// Max pooling, and how much of the input a value deep in a network sees.
#pragma once

#include "core/tensor.h"

namespace twofold::core {
inline namespace chain {

/// The settings of a pooling: `layer.kernel` is its window; multiplier and outputs are not read.
/// Zeros around the picture do not take part: a window has the values that it covers.
/// x [N,H,W,C] -> [N,H',W',C]. As tf.nn.max_pool2d.
Tensor max_pool(const Tensor& x, const Layer& layer);

/// Which input pixels a value depends on: those of output [0, 0] begin at [top, left] (below 0 in
/// the zeros around), the next output's `step` further on.
struct ReceptiveField {
  Extent size{1, 1};
  Extent step{1, 1};
  int top = 0;
  int left = 0;

  bool operator==(const ReceptiveField&) const = default;
};

/// The receptive field behind one more layer or pooling, which reads an input of shape `in`:
/// size + (kernel - 1) * dilation * step; step * stride.
ReceptiveField through(const ReceptiveField& before, const Layer& layer, const Shape& in);

}  // namespace chain
}  // namespace twofold::core
