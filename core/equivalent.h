// The standard convolution that a depthwise and a pointwise filter come to, and the way back.
//
//     W[di,dj,q,k] = sum over r of  D[di,dj,q,r] * P[0,0, q*m + r, k]
//
// For every input channel q, W is a (kh*kw) x K matrix of rank at most m.
#pragma once

#include "core/tensor.h"

namespace twofold::core {

/// The collapsed standard filter W [kh,kw,C,K] of d [kh,kw,C,m] and p [1,1,C*m,K]; sums over r
/// ascending in double, rounded once.
Filter collapse(const Filter& d, const Filter& p);

/// The best separable filters of multiplier m for a standard filter, by the truncated singular
/// value decomposition of each input channel's slice; exact from m = min(kh*kw, K) on, where the
/// filters beyond are zero. A slice that is not finite gives zero filters and an error of NaN.
struct Factorised {
  Filter depthwise;           ///< [kh,kw,C,m]
  Filter pointwise;           ///< [1,1,C*m,K]
  double relative_error = 0;  ///< Frobenius norm of the difference over that of w
};
Factorised factorise(const Filter& w, int channel_multiplier);

/// The largest multiplier that changes anything, min(kh*kw, K): there any kernel is exact.
int exact_multiplier(const FilterShape& w);

/// The singular values of each input channel's slice, largest first, exact_multiplier of them; NaN
/// where the slice is not finite.
std::vector<std::vector<double>> singular_values(const Filter& w);

/// Number of singular values of input channel q's slice above 1e-6 of the largest; 0 if the slice
/// is all zero or not finite.
int slice_rank(const Filter& w, int q);

}  // namespace twofold::core
