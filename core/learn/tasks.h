// What there is to learn from a photograph besides copying a filter: pictures that something has
// been done to, to be undone.
#pragma once

#include <cstdint>

#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// The picture as a camera's sensor sees it, through Bayer's mosaic: of three channels each pixel
/// keeps one and has 0 in the others. Rows go R G R G ... and G B G B ...
Tensor bayer_mosaic(const Tensor& rgb);

/// The picture with normal noise of deviation `sigma` added to every value; not clipped. The same
/// numbers for a seed on every machine.
Tensor with_noise(const Tensor& picture, double sigma, std::uint64_t seed);

}  // namespace learn
}  // namespace twofold::core
