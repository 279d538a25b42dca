// The operation itself, plainly: the reference that everything else is measured against.
//
// clang-format off
//     z[b,i,j, q*m+r] = sum over di, dj  x[b, sh*i + dh*di - top, sw*j + dw*dj - left, q]
//                                        * D[di,dj,q,r]
//     y[b,i,j,k]      = sum over t       z[b,i,j,t] * P[0,0,t,k]
// clang-format on
//
// Cross-correlation (no kernel flip), zero outside the picture. Every result is one float32
// accumulator that starts at +0 and takes its terms in a stated order, each product and each sum
// rounded on its own (no FMA); the same bits come out on every machine. Taps in the padding are
// skipped, not multiplied by zero, so an infinite weight does no harm there.
//
// Callers must have made sure that the settings fit (core/check.h) and that filters have the
// layer's shapes (core/shape.h); violations are programming errors and assert.
#pragma once

#include <atomic>

#include "core/tensor.h"

namespace twofold::core {

/// Lets another thread stop a long computation between rows; the result is then not to be used.
using StopFlag = std::atomic<bool>;

/// First fold: filters every channel on its own, kernel taps row-major (ky, then kx).
/// x [N,H,W,C], d [kh,kw,C,m] -> z [N,H',W',C*m]. As tf.nn.depthwise_conv2d.
Tensor depthwise_conv2d(const Tensor& x, const Filter& d, const Layer& layer,
                        const StopFlag* stop = nullptr);

/// Second fold: mixes the channels at every pixel, t ascending.
/// z [N,H',W',T], p [1,1,T,K] -> y [N,H',W',K].
Tensor pointwise(const Tensor& z, const Filter& p, const StopFlag* stop = nullptr);

/// Both outputs of a separable convolution.
struct Separable {
  Tensor z;  ///< [N,H',W',C*m], after the depthwise stage
  Tensor y;  ///< [N,H',W',K], the result
};

/// Both folds, then bias and activation. As tf.nn.separable_conv2d.
Separable separable_conv2d(const Tensor& x, const Filters& filters, const Layer& layer,
                           const StopFlag* stop = nullptr);

/// The standard convolution, taps row-major and input channels inside each tap.
/// x [N,H,W,C], w [kh,kw,C,K] -> y [N,H',W',K]. As tf.nn.conv2d.
Tensor conv2d(const Tensor& x, const Filter& w, const Layer& layer, const StopFlag* stop = nullptr);

/// Adds the bias (none if empty) and applies the activation, in place.
void finish(Tensor& y, const std::vector<float>& bias, Activation activation);

}  // namespace twofold::core
