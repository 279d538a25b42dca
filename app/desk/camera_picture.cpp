#include "app/desk/camera_picture.h"

namespace twofold::desk {

model::LibraryPicture camera_picture(const std::uint8_t* pixels, int width, int height, int bytes) {
  model::LibraryPicture picture{core::Tensor({1, height, width, 3}), "camera", "", ""};
  float* to = picture.values.values.data();
  for (int i = 0; i < width * height; ++i, pixels += bytes)
    for (int c = 0; c < 3; ++c) *to++ = static_cast<float>(pixels[c]) / 255;
  return picture;
}

}  // namespace twofold::desk
