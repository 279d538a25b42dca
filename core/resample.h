// A picture at another size: every output pixel is the mean of the area that it covers.
#pragma once

#include "core/tensor.h"

namespace twofold::core {

/// Every picture of the batch at another size, each axis on its own: the area average where it
/// shrinks, linear interpolation between pixel centres where it grows, a copy where it stays.
/// `size` is at least 1x1 and the pictures are not empty.
Tensor resized(const Tensor& pictures, Extent size);

/// The size of the same proportions whose longer side is `long_side`; smaller ones stay as they
/// are. Never below 1x1.
Extent fitted(Extent size, int long_side);

}  // namespace twofold::core
