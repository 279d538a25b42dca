#include "app/io/pictures/exif_orientation.h"

#include <fmt/format.h>
#include <libexif/exif-data.h>

#include <memory>
#include <string>

namespace twofold::io::inline pictures {

int exif_orientation(std::string_view exif) {
  if (exif.empty()) return 1;
  // libexif wants the six letters that a JPEG puts before the data.
  constexpr std::string_view kMark("Exif\0\0", 6);
  const std::string marked =
      fmt::format("{}{}", exif.substr(0, kMark.size()) == kMark ? "" : kMark, exif);
  const auto* bytes = reinterpret_cast<const unsigned char*>(marked.data());
  const std::unique_ptr<ExifData, void (*)(ExifData*)> data(
      exif_data_new_from_data(bytes, static_cast<unsigned int>(marked.size())), exif_data_unref);
  if (!data) return 1;
  const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->components != 1 || entry->size < 2) {
    return 1;
  }
  const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

core::Tensor upright(const core::Tensor& stored, int orientation) {
  if (orientation == 1) return stored;
  // Row 0 and column 0 of the stored picture are, by orientation (EXIF 2.3, table 4.6.4):
  // 1 top left, 2 top right, 3 bottom right, 4 bottom left,
  // 5 left top, 6 right top, 7 right bottom, 8 left bottom.
  const bool swapped = orientation >= 5;
  const bool from_last_row =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const bool from_last_column =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const core::Shape& in = stored.shape;
  core::Shape out = in;
  if (swapped) std::swap(out.height, out.width);
  core::Tensor seen(out);
  for (int b = 0; b < out.batch; ++b) {
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x) {
        const int row = swapped ? x : y;
        const int column = swapped ? y : x;
        const float* from = stored.pixel(b, from_last_row ? in.height - 1 - row : row,
                                         from_last_column ? in.width - 1 - column : column);
        std::copy(from, from + in.channels, seen.pixel(b, y, x));
      }
    }
  }
  return seen;
}

}  // namespace twofold::io::inline pictures
