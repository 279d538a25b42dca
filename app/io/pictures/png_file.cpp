#include "app/io/pictures/png_file.h"

#include <stb_image_write.h>

#include <cassert>

#include "app/io/text_file.h"

namespace twofold::io::inline pictures {

std::string png_bytes(const PixelBytes& picture) {
  assert(picture.width > 0 && picture.height > 0 && picture.pixels && "a PNG has pixels");
  std::string bytes;
  const auto append = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                          static_cast<std::size_t>(size));
  };
  stbi_write_png_to_func(append, &bytes, picture.width, picture.height, picture.channels,
                         picture.pixels, picture.width * picture.channels);
  return bytes;
}

Result<Done> save_png(const std::filesystem::path& path, const PixelBytes& picture) {
  return write_file(path, png_bytes(picture));
}

Result<Done> save_png(const std::filesystem::path& path, const paint::Rgba8& picture) {
  return save_png(path, PixelBytes{picture.width, picture.height, 4, picture.pixels.data()});
}

}  // namespace twofold::io::inline pictures
