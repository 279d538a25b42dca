// How a camera was held: the orientation in EXIF data, and the turn that undoes it.
#pragma once

#include <string_view>

#include "core/tensor.h"

namespace twofold::io::inline pictures {

/// The orientation that EXIF data states, 1 to 8; 1 (upright) where there is none. The letters
/// "Exif" and two zeros may stand before the data, as they do in a JPEG.
int exif_orientation(std::string_view exif);

/// The picture as it was seen, from the picture as it was stored; 5 to 8 swap height and width.
core::Tensor upright(const core::Tensor& stored, int orientation);

}  // namespace twofold::io::inline pictures
