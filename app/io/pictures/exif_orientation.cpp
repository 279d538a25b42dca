#include "app/io/pictures/exif_orientation.h"

#include <cstdint>

namespace twofold::io::inline pictures {
namespace {

/// EXIF data: a TIFF file, whose numbers have their lowest or their highest byte first. Beyond its
/// end there are zeros.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes)
      : bytes_(bytes), little_(bytes.substr(0, 4) == std::string_view("II*\0", 4)) {}

  bool is_one() const { return little_ || bytes_.substr(0, 4) == std::string_view("MM\0*", 4); }

  std::uint32_t number(std::size_t at, std::size_t length) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t place = at + (little_ ? length - 1 - i : i);
      const std::uint32_t byte =
          place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0;
      value = value << 8 | byte;
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

}  // namespace

int exif_orientation(std::string_view exif) {
  constexpr std::string_view kMark("Exif\0\0", 6);
  if (exif.substr(0, kMark.size()) == kMark) exif.remove_prefix(kMark.size());
  const Tiff tiff(exif);
  if (!tiff.is_one()) return 1;
  constexpr std::uint32_t kOrientation = 0x112;
  constexpr std::uint32_t kShort = 3;
  const std::size_t entries = tiff.number(4, 4);
  const std::uint32_t count = tiff.number(entries, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = entries + 2 + 12 * i;  // tag, type, count, and the value itself
    if (tiff.number(entry, 2) != kOrientation) continue;
    if (tiff.number(entry + 2, 2) != kShort || tiff.number(entry + 4, 4) != 1) return 1;
    const std::uint32_t orientation = tiff.number(entry + 8, 2);
    return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
  }
  return 1;
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
