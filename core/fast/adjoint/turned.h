// Inputs' gradients of many channels as forward convolutions. The pixels of x whose row and column
// leave one remainder by the strides meet the same taps, and their gradient is a convolution with
// strides of 1: that of dy with these taps, turned about, input and output channels exchanged.
#pragma once

#include "core/fast/adjoint/adjoint.h"

namespace twofold::core::fast::inline adjoint {

/// dx from dz and D, for a channel multiplier of 1.
Tensor depthwise_by_turned(const Shape& in, const Layer& layer, const Filter& d,
                           const Tensor& z_grad, const AdjointOptions& options);

/// dx from dy and W.
Tensor standard_by_turned(const Shape& in, const Layer& layer, const Filter& w,
                          const Tensor& y_grad, const AdjointOptions& options);

}  // namespace twofold::core::fast::inline adjoint
