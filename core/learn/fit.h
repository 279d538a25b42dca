// What a separable convolution can keep of a standard kernel, and what of a picture.
//
// For every input channel W is a (kh*kw) x K matrix, and D and P come to one of rank at most m. The
// best of these for the kernel is the truncated singular value decomposition; the best for a
// picture is another one, which weighs every direction by how much of it the picture has.
#pragma once

#include <span>
#include <vector>

#include "core/equivalent.h"
#include "core/learn/moments.h"
#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// What the best separable filters of multiplier m miss of a kernel: Frobenius norm of the
/// difference over that of w, from the singular values; 0 for a kernel of zeros, and where it is
/// below the rounding of float weights.
double kernel_error(const std::vector<std::vector<double>>& singular_values, int multiplier);

/// A loss that cannot be undercut, and the W [n,K] that reaches it. Loss over the target's energy,
/// as Training::losses; 0 where there is no target.
struct Floor {
  double loss = 0;
  std::vector<double> w;
};

/// The least loss of the standard convolution (multiplier 0), or of a separable one: channel after
/// channel the best slice of rank m while the others stand, until the loss no longer falls. Of
/// several beginnings the best end; a slice of rank below m may have a better one elsewhere, but
/// none was found in tests.
Floor floor_of(const Moments& moments, int multiplier);

}  // namespace learn
}  // namespace twofold::core
