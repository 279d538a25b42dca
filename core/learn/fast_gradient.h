// The gradients of a layer by the fast engine: those of core/learn/gradient.h, with its signatures,
// to 1e-5 of the largest magnitude of each. Where a value is not finite, and on a machine without
// vector instructions, they are the reference's own. An activation's slope is taken where the fast
// engine finds its argument: within rounding of a kink it may be that of the other side.
#pragma once

#include "core/learn/gradient.h"

namespace twofold::core {
inline namespace learn {

/// The same bits for any number of threads (0: the machine's).
SeparableGradients fast_separable_conv2d_gradients(const Tensor& x, const Filters& filters,
                                                   const Layer& layer, const Tensor& output_grad,
                                                   int threads = 0);
ConvolutionGradients fast_depthwise_conv2d_gradients(const Tensor& x, const Filter& d,
                                                     const Layer& layer, const Tensor& output_grad,
                                                     const Following& following = {},
                                                     int threads = 0);
ConvolutionGradients fast_conv2d_gradients(const Tensor& x, const Filter& w, const Layer& layer,
                                           const Tensor& output_grad,
                                           const Following& following = {}, int threads = 0);

}  // namespace learn
}  // namespace twofold::core
