// How a camera was held: the EXIF orientation of a JPEG, and the turn that undoes it.
#pragma once

#include <string_view>

#include "core/tensor.h"

namespace twofold::io {

/// The orientation that the EXIF data of a JPEG states, 1 to 8; 1 (upright) where there is none.
int exif_orientation(std::string_view jpeg);

/// The picture as it was seen, from the picture as it was stored; 5 to 8 swap height and width.
core::Tensor upright(const core::Tensor& stored, int orientation);

}  // namespace twofold::io
