#include <stb_image.h>

#include <memory>

#include "app/io/pictures/canvas.h"
#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/png_chunks.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

template <class Sample>
Result<StoredPicture> unpack(const PngChunks& png,
                             Sample* (*load)(const stbi_uc*, int, int*, int*, int*, int),
                             int maximum) {
  int width = 0, height = 0, channels = 0;
  const std::unique_ptr<Sample, void (*)(void*)> samples(
      load(reinterpret_cast<const stbi_uc*>(png.pixels_only.data()),
           static_cast<int>(png.pixels_only.size()), &width, &height, &channels, 0),
      stbi_image_free);
  if (!samples) return png.whole ? damaged("its pixels cannot be unpacked") : cut_off();
  Canvas canvas(width, height, channels, maximum);
  const std::size_t row = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  for (int y = 0; y < height; ++y) {
    canvas.set_row(y, samples.get() + row * static_cast<std::size_t>(y));
  }
  return std::move(canvas).finish();
}

}  // namespace

bool is_png(std::string_view bytes) { return bytes.substr(0, 8) == "\x89PNG\r\n\x1a\n"; }

Result<StoredPicture> read_png(std::string_view bytes) {
  const Result<PngChunks> png = png_chunks(bytes);
  if (!png) return png.error();
  // Xcode exchanges red and blue and multiplies by alpha: both are to be undone.
  [[maybe_unused]] static const bool once = [] {
    stbi_convert_iphone_png_to_rgb(1);
    stbi_set_unpremultiply_on_load(1);
    return true;
  }();
  Result<StoredPicture> picture = png->bits == 16 ? unpack(*png, stbi_load_16_from_memory, 65535)
                                                  : unpack(*png, stbi_load_from_memory, 255);
  if (!picture) return picture;
  picture.value().orientation = exif_orientation(png->exif);
  if (png->of_xcode) picture.value().note("packed by Xcode");
  return picture;
}

}  // namespace twofold::io::inline pictures
