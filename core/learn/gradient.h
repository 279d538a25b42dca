// Gradients of a loss L with respect to everything that a layer multiplies and adds, given dL/dy:
// plainly, the reference.
//
//     dP[t,k]        = sum over b, i, j  z[b,i,j,t] * dy[b,i,j,k]
//     dz[b,i,j,t]    = sum over k        dy[b,i,j,k] * P[t,k]
//     dD[di,dj,q,r]  = sum over b, i, j  x[b, tap, q] * dz[b,i,j,q*m+r]
//     dx[b, tap, q] += D[di,dj,q,r] * dz[b,i,j,q*m+r]
//
// W goes as D does. Sums are double, their terms in the order of core/learn/products.h, and rounded
// once: the same bits on every machine. Settings must have passed core/check.h.
#pragma once

#include <span>
#include <vector>

#include "core/learn/products.h"

namespace twofold::core {
inline namespace learn {

/// What one operation was given, and the gradient with respect to what it returned; all in the
/// order in memory of tensors and filters.
template <class Real>
struct Backward {
  std::span<const Real> input;
  std::span<const Real> weights;
  std::span<const Real> output_grad;
};

/// The gradients with respect to both factors, each as long as its factor.
template <class Real>
struct Gradients {
  std::vector<Real> input;
  std::vector<Real> weights;
};

/// Gradients of each operation; Real is float or double.
template <class Real>
Gradients<Real> depthwise_gradients(const Layer& layer, const Shape& in, const Backward<Real>& b);
template <class Real>
Gradients<Real> conv2d_gradients(const Layer& layer, const Shape& in, const Backward<Real>& b);
template <class Real>
Gradients<Real> pointwise_gradients(const Shape& z, int out_channels, const Backward<Real>& b);

/// Everything of a separable layer, bias empty where the layer has none.
struct SeparableGradients {
  Tensor input;
  Filter depthwise;
  Filter pointwise;
  std::vector<float> bias;
};

/// Everything of a depthwise or standard convolution.
struct ConvolutionGradients {
  Tensor input;
  Filter filter;
  std::vector<float> bias;
};

/// What may follow the last product of a layer.
struct Following {
  std::vector<float> bias;
  Activation activation = Activation::none;
};

/// Gradients of a whole layer, `output_grad` = dL/dy in y's shape: all that lies between is double.
SeparableGradients separable_conv2d_gradients(const Tensor& x, const Filters& filters,
                                              const Layer& layer, const Tensor& output_grad);
ConvolutionGradients depthwise_conv2d_gradients(const Tensor& x, const Filter& d,
                                                const Layer& layer, const Tensor& output_grad,
                                                const Following& following = {});
ConvolutionGradients conv2d_gradients(const Tensor& x, const Filter& w, const Layer& layer,
                                      const Tensor& output_grad, const Following& following = {});

}  // namespace learn
}  // namespace twofold::core
