// The reference's functions (core/separable.h), computed by the fast engine: the same signatures,
// for callers who convolve once. Who convolves often makes a plan (core/fast/plan.h).
#pragma once

#include "core/separable.h"

namespace twofold::core::fast {

/// As core::depthwise_conv2d, core::pointwise, core::separable_conv2d, core::conv2d, to 1e-5 of the
/// largest magnitude.
Tensor depthwise_conv2d(const Tensor& x, const Filter& d, const Layer& layer,
                        const StopFlag* stop = nullptr);
Tensor pointwise(const Tensor& z, const Filter& p, const StopFlag* stop = nullptr);
Separable separable_conv2d(const Tensor& x, const Filters& filters, const Layer& layer,
                           const StopFlag* stop = nullptr);
Tensor conv2d(const Tensor& x, const Filter& w, const Layer& layer, const StopFlag* stop = nullptr);

}  // namespace twofold::core::fast
