#include <algorithm>
#include <optional>
#include <vector>

#include "app/io/pictures/bmp_header.h"
#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/canvas.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

/// Palette indices of a packed picture, in the order of the file. What a packed row leaves out is
/// 0.
class Unpacked {
 public:
  explicit Unpacked(const BmpHeader& header)
      : nibbles_(header.packing == BmpPacking::rle4),
        width_(static_cast<std::size_t>(header.width)),
        height_(static_cast<std::size_t>(header.height)),
        indices_(width_ * height_, 0) {}

  /// False if the bytes end before the picture does.
  bool unpack(ByteReader& reader) {
    while (row_ < height_) {
      const std::size_t count = reader.little(1);
      const std::size_t what = reader.little(1);
      if (reader.short_of_bytes) return row_ + 1 == height_ && column_ >= width_;
      if (count > 0) {
        for (std::size_t i = 0; i < count; ++i) put(nibbles_ ? nibble(what, i) : what);
      } else if (what == kEndOfRow) {
        ++row_;
        column_ = 0;
      } else if (what == kEndOfPicture) {
        break;
      } else if (what == kMove) {
        column_ += reader.little(1);
        row_ += reader.little(1);
      } else {
        put_literal(reader.take(((nibbles_ ? (what + 1) / 2 : what) + 1) / 2 * 2), what);
      }
    }
    return true;
  }

  const std::uint8_t* row(int y) const {
    return indices_.data() + static_cast<std::size_t>(y) * width_;
  }

 private:
  static constexpr std::size_t kEndOfRow = 0;
  static constexpr std::size_t kEndOfPicture = 1;
  static constexpr std::size_t kMove = 2;

  static std::size_t nibble(std::size_t byte, std::size_t i) {
    return i % 2 == 0 ? byte >> 4 : byte & 15;
  }
  void put(std::size_t index) {
    if (column_ < width_) indices_[row_ * width_ + column_] = static_cast<std::uint8_t>(index);
    ++column_;
  }
  void put_literal(std::string_view bytes, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = nibbles_ ? i / 2 : i;
      if (at >= bytes.size()) return;
      const std::size_t byte = static_cast<unsigned char>(bytes[at]);
      put(nibbles_ ? nibble(byte, i) : byte);
    }
  }

  bool nibbles_;
  std::size_t width_;
  std::size_t height_;
  std::vector<std::uint8_t> indices_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

/// Colours from the palette for indices of a row; an index without a colour is black.
void colour_row(const BmpHeader& header, const std::uint8_t* indices, std::uint8_t* to) {
  for (int x = 0; x < header.width; ++x) {
    const bool known = indices[x] < header.palette.size();
    const BmpColour colour = known ? header.palette[indices[x]] : BmpColour{};
    to = std::copy(colour.begin(), colour.end(), to);
  }
}

/// The indices of an unpacked row of 1, 2, 4 or 8 bits a pixel, the first in the highest bits.
void index_row(std::string_view row, int bits, std::vector<std::uint8_t>& indices) {
  const std::size_t per_byte = 8 / static_cast<std::size_t>(bits);
  for (std::size_t x = 0; x < indices.size(); ++x) {
    const int byte = static_cast<unsigned char>(row[x / per_byte]);
    const int shift = 8 - bits * (1 + static_cast<int>(x % per_byte));
    indices[x] = static_cast<std::uint8_t>(byte >> shift & ((1 << bits) - 1));
  }
}

void direct_row(const BmpHeader& header, bool alpha, std::string_view row, std::uint8_t* to) {
  ByteReader reader(row);
  for (int x = 0; x < header.width; ++x) {
    const std::uint32_t pixel = reader.little(static_cast<std::size_t>(header.bits) / 8);
    for (std::size_t c = 0; c < (alpha ? 4u : 3u); ++c) *to++ = header.fields[c].of(pixel);
  }
}

int place_of(const BmpHeader& header, int row) {
  return header.top_down ? row : header.height - 1 - row;
}

Result<StoredPicture> read_packed(const BmpHeader& header) {
  // A pair of bytes moves down 255 rows at most.
  constexpr std::size_t kMostRows = 255;
  if (static_cast<std::size_t>(header.height) / kMostRows > header.pixels.size()) return cut_off();
  Unpacked unpacked(header);
  ByteReader reader(header.pixels);
  if (!unpacked.unpack(reader)) return cut_off();
  Canvas canvas(header.width, header.height, 3);
  std::vector<std::uint8_t> pixels(3 * static_cast<std::size_t>(header.width));
  for (int row = 0; row < header.height; ++row) {
    colour_row(header, unpacked.row(row), pixels.data());
    canvas.set_row(place_of(header, row), pixels.data());
  }
  return std::move(canvas).finish();
}

Result<StoredPicture> read_plain(const BmpHeader& header) {
  const std::size_t width = static_cast<std::size_t>(header.width);
  const std::size_t bits = width * static_cast<std::size_t>(header.bits);
  const std::size_t stride = (bits + 31) / 32 * 4;
  // The last row does without the bytes that fill it up.
  const std::size_t needed = stride * static_cast<std::size_t>(header.height - 1) + (bits + 7) / 8;
  if (needed > header.pixels.size()) return cut_off();
  const bool alpha = header.bits > 8 && header.fields[3].mask != 0;
  Canvas canvas(header.width, header.height, alpha ? 4 : 3);
  std::vector<std::uint8_t> pixels((alpha ? 4 : 3) * width);
  std::vector<std::uint8_t> indices(width);
  for (int row = 0; row < header.height; ++row) {
    const std::string_view bytes =
        header.pixels.substr(stride * static_cast<std::size_t>(row), stride);
    if (header.bits <= 8) {
      index_row(bytes, header.bits, indices);
      colour_row(header, indices.data(), pixels.data());
    } else {
      direct_row(header, alpha, bytes, pixels.data());
    }
    canvas.set_row(place_of(header, row), pixels.data());
  }
  return std::move(canvas).finish();
}

}  // namespace

bool is_bmp(std::string_view bytes) { return bytes.substr(0, 2) == "BM"; }

Result<StoredPicture> read_bmp(std::string_view bytes) {
  const Result<BmpHeader> header = bmp_header(bytes);
  if (!header) return header.error();
  return header->packing == BmpPacking::none ? read_plain(*header) : read_packed(*header);
}

}  // namespace twofold::io::inline pictures
