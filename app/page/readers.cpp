// The readers of pictures that the desktop has libraries for: JPEG by stb_image, the others by the
// browser, which has read them before it handed their bytes over.
#include "app/io/pictures/readers.h"

#include <stb_image.h>

#include <memory>
#include <optional>
#include <vector>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/canvas.h"
#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/fenced_picture.h"
#include "app/io/pictures/picture_limits.h"
#include "app/page/page_calls.h"

namespace twofold::io::inline pictures {
namespace {

/// EXIF data in any of a JPEG's segments before its pixels.
std::string_view exif_of(std::string_view jpeg) {
  constexpr std::string_view kMark("Exif\0\0", 6);
  ByteReader reader(jpeg.substr(2));
  while (!reader.short_of_bytes) {
    const std::uint32_t marker = reader.big(2);
    constexpr std::uint32_t kStartOfScan = 0xffda;
    if (marker < 0xff00 || marker == kStartOfScan) return {};
    const std::uint32_t length = reader.big(2);
    if (length < 2) return {};
    const std::string_view data = reader.take(length - 2);
    if (data.substr(0, kMark.size()) == kMark) return data;
  }
  return {};
}

Result<StoredPicture> read_by_browser(std::string_view bytes, std::string_view what) {
  int width = 0;
  int height = 0;
  const int picture =
      page::decoded_picture(bytes.data(), static_cast<int>(bytes.size()), &width, &height);
  if (picture < 0) {
    return Error{
        fmt::format("this browser cannot read {}, or the file is damaged; save it again "
                    "as PNG",
                    what)};
  }
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  const std::size_t row = 4 * static_cast<std::size_t>(width);
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height));
  page::take_pixels(picture, pixels.data());
  bool is_opaque = true;
  for (std::size_t i = 3; i < pixels.size() && is_opaque; i += 4) is_opaque = pixels[i] == 255;
  Canvas canvas(width, height, is_opaque ? 3 : 4);
  std::vector<std::uint8_t> opaque(3 * static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* from = pixels.data() + row * static_cast<std::size_t>(y);
    if (!is_opaque) {
      canvas.set_row(y, from);
      continue;
    }
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x)
      std::copy(from + 4 * x, from + 4 * x + 3, opaque.data() + 3 * x);
    canvas.set_row(y, opaque.data());
  }
  return std::move(canvas).finish();
}

}  // namespace

Result<StoredPicture> read_jpeg(std::string_view bytes) {
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  const int size = static_cast<int>(bytes.size());
  int width = 0, height = 0, channels = 0;
  if (!stbi_info_from_memory(data, size, &width, &height, &channels))
    return damaged(stbi_failure_reason());
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  const std::unique_ptr<stbi_uc, void (*)(void*)> samples(
      stbi_load_from_memory(data, size, &width, &height, &channels, 0), stbi_image_free);
  if (!samples) return damaged(stbi_failure_reason());
  Canvas canvas(width, height, channels);
  const std::size_t row = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  for (int y = 0; y < height; ++y)
    canvas.set_row(y, samples.get() + row * static_cast<std::size_t>(y));
  StoredPicture picture = std::move(canvas).finish();
  picture.orientation = exif_orientation(exif_of(bytes));
  return picture;
}

Result<StoredPicture> read_webp(std::string_view bytes) { return read_by_browser(bytes, "WebP"); }

Result<StoredPicture> read_gif(std::string_view bytes) { return read_by_browser(bytes, "GIF"); }

Result<StoredPicture> read_heif(std::string_view bytes) {
  return read_by_browser(bytes, is_avif(bytes) ? "AVIF" : "HEIC");
}

// The browser is the fence.
Result<Picture> read_picture_apart(std::string_view bytes, std::string_view name) {
  return read_picture(bytes, name);
}

}  // namespace twofold::io::inline pictures
