// All that a squared loss over a whole picture needs to know of it. With linear folds a layer is
// one standard filter W, whose rows are the n = kh*kw*C places of the window, and
//
//     sum over b, i, j, k  (y - target)^2  =  tr(W'GW) - 2 tr(W'H) + c
//
// with G[n,n] the products of every two places of the window (the Gram matrix of the picture's
// windows), H[n,K] their products with the target, and c the target with itself, each summed over
// all output pixels. One pass over the picture makes them; loss and gradient then cost the same for
// a photograph as for a postage stamp.
#pragma once

#include <span>
#include <vector>

#include "core/learn/shifted_sums.h"
#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// The sums, in double. Rows and columns of G go as a filter's values lie in memory: (ky, kx, q).
struct Moments {
  FilterShape filter;         ///< of W: [kh,kw,C,K]
  std::vector<double> gram;   ///< G [n,n], symmetric
  std::vector<double> cross;  ///< H [n,K]
  double energy = 0;          ///< c
  std::int64_t outputs = 0;   ///< values of the target: batch * rows * columns * K

  int places() const { return filter.height * filter.width * filter.in; }
};

/// The sums for windows of `x` and a `target` of the layer's output shape. The same bits for any
/// number of threads, and on every machine.
Moments moments(const Tensor& x, const Layer& layer, const Tensor& target,
                const MomentsOptions& options = {});

/// The sums for the target that the standard filter `teacher` makes of `x`: H = G T, without the
/// target ever being computed.
Moments moments_of_teacher(const Tensor& x, const Layer& layer, const Filter& teacher,
                           const MomentsOptions& options = {});

/// The loss's mean over all output values for a filter w [n,K]; never below 0.
double mean_squared_error(const Moments& moments, std::span<const double> w);

/// That of an output that is 0 everywhere: what a loss is measured against.
double mean_energy(const Moments& moments);

/// dL/dW of the mean, 2 (GW - H) / outputs, into `grad`, and the loss, which falls off on the way.
double loss_and_gradient(const Moments& moments, std::span<const double> w, std::span<double> grad);

}  // namespace learn
}  // namespace twofold::core
