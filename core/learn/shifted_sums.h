// The products of every two places of a layer's window, summed over all its positions. Two places
// of one displacement are the same picture of products, shifted: these are multiplied once for all
// such pairs, and only at the border one by one.
#pragma once

#include <vector>

#include "core/separable.h"
#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// How to compute: 0 threads are as many as the machine has.
struct MomentsOptions {
  int threads = 0;
  const StopFlag* stop = nullptr;  ///< once raised, the result is not to be used
};

/// The upper triangle of all sums, row after row: places are those of the window, (ky, kx, q), then
/// one for each channel of `target`, which may be null. Of two channels of the target only a
/// channel with itself is summed, the others are 0. In double; the same bits for any number of
/// threads, and on every machine.
std::vector<double> shifted_sums(const Tensor& x, const Layer& layer, const Tensor* target,
                                 const MomentsOptions& options);

}  // namespace learn
}  // namespace twofold::core
