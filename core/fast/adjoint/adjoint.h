// Backward passes by SIMD and threads: the gradients of one operation with respect to its filter
// and to its input, given that of its output. Which tap meets which pixel is the forward pass's
// (core/taps.h), the other way round.
//
// A filter's gradient is a matrix product over pixels, so both factors are taken apart into planes,
// the border's zeros written out; it is summed in float over some thousand pixels, in double from
// there on. The same bits for any number of threads. Values must be finite: zeros in the padding
// are multiplied. The machine must have one of the instruction sets (core/fast/loops/target.h).
#pragma once

#include "core/fast/loops/target.h"
#include "core/tensor.h"

namespace twofold::core::fast::inline adjoint {

struct AdjointOptions {
  int threads = 0;  ///< 0: as many as the machine has
  Target target = Target::best;
};

/// dD [kh,kw,C,m] from x and dz; dx from dz and D.
Filter depthwise_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& z_grad,
                                 const AdjointOptions& options = {});
Tensor depthwise_input_gradient(const Shape& in, const Layer& layer, const Filter& d,
                                const Tensor& z_grad, const AdjointOptions& options = {});

/// dW [kh,kw,C,K] from x and dy; dx from dy and W.
Filter standard_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& y_grad,
                                const AdjointOptions& options = {});
Tensor standard_input_gradient(const Shape& in, const Layer& layer, const Filter& w,
                               const Tensor& y_grad, const AdjointOptions& options = {});

/// dP [1,1,C*m,K] from z and dy; dz from dy and P.
Filter pointwise_filter_gradient(const Tensor& z, const Tensor& y_grad,
                                 const AdjointOptions& options = {});
Tensor pointwise_input_gradient(const Filter& p, const Tensor& y_grad,
                                const AdjointOptions& options = {});

}  // namespace twofold::core::fast::inline adjoint
