// A camera's picture as the document has it.
#pragma once

#include <cstdint>

#include "app/model/state/picture_library.h"

namespace twofold::desk {

/// Of `bytes` bytes a pixel, the first three red, green and blue.
model::LibraryPicture camera_picture(const std::uint8_t* pixels, int width, int height, int bytes);

}  // namespace twofold::desk
