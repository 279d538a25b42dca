#include "app/io/pictures/bmp_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <optional>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/picture_limits.h"

namespace twofold::io::inline pictures {
namespace {

constexpr std::size_t kFileHeader = 14;
constexpr std::uint32_t kOs2Version1 = 12;
constexpr std::uint32_t kOs2Version2 = 64;
constexpr std::uint32_t kWithMasks = 52;  ///< headers of this size and more hold masks
constexpr std::uint32_t kWithAlphaMask = 56;

enum Compression : std::uint32_t {
  rgb = 0,
  rle8 = 1,
  rle4 = 2,
  bit_fields = 3,  // in OS/2: Huffman's coding
  jpeg = 4,        // in OS/2: RLE24
  png = 5,
  alpha_bit_fields = 6
};

/// The numbers of the header as they stand in it.
struct Fields {
  std::uint32_t size = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  int bits = 0;
  std::uint32_t compression = rgb;
  std::uint32_t colours = 0;
};

Fields read_fields(ByteReader& reader) {
  Fields f;
  f.size = reader.little(4);
  if (f.size == kOs2Version1) {
    f.width = reader.little(2);
    f.height = reader.little(2);
  } else {
    f.width = static_cast<std::int32_t>(reader.little(4));
    f.height = static_cast<std::int32_t>(reader.little(4));
  }
  reader.take(2);  // planes
  f.bits = static_cast<int>(reader.little(2));
  if (f.size <= 16) return f;
  f.compression = reader.little(4);
  reader.take(12);  // bytes, and pixels a metre
  f.colours = reader.little(4);
  reader.take(4);  // important colours
  return f;
}

/// Why a BMP of this kind is not read, if so.
std::optional<Error> kind_problem(const Fields& f) {
  constexpr std::uint32_t kSizes[] = {kOs2Version1,   16,           40,  kWithMasks,
                                      kWithAlphaMask, kOs2Version2, 108, 124};
  if (std::find(std::begin(kSizes), std::end(kSizes), f.size) == std::end(kSizes)) {
    return not_read(fmt::format("a BMP with a header of {} bytes", f.size));
  }
  const bool os2 = f.size == kOs2Version2;
  switch (f.compression) {
    case rgb: break;
    case rle8:
      if (f.bits != 8) return not_read(fmt::format("a BMP of {} bits packed by RLE8", f.bits));
      break;
    case rle4:
      if (f.bits != 4) return not_read(fmt::format("a BMP of {} bits packed by RLE4", f.bits));
      break;
    case bit_fields:
      if (os2) return not_read("an OS/2 BMP packed by Huffman's coding");
      [[fallthrough]];
    case alpha_bit_fields:
      if (f.bits != 16 && f.bits != 32) {
        return not_read(fmt::format("a BMP of {} bits with bit fields", f.bits));
      }
      break;
    case jpeg:
      if (os2) return not_read("an OS/2 BMP packed by RLE24");
      return not_read("a BMP that wraps a JPEG");
    case png: return not_read("a BMP that wraps a PNG");
    default: return not_read(fmt::format("a BMP packed by method {}", f.compression));
  }
  constexpr int kBits[] = {1, 2, 4, 8, 16, 24, 32};
  if (std::find(std::begin(kBits), std::end(kBits), f.bits) == std::end(kBits)) {
    return not_read(fmt::format("a BMP of {} bits a pixel", f.bits));
  }
  return std::nullopt;
}

bool has_masks(const Fields& f) {
  return f.compression == bit_fields || f.compression == alpha_bit_fields;
}

/// Where red, green, blue and alpha lie in a pixel of 16 or 32 bits; `reader` stands behind the
/// forty bytes that all of Windows' headers share.
std::array<BmpField, 4> read_masks(ByteReader reader, const Fields& f) {
  if (!has_masks(f)) {
    if (f.bits == 16) return {{{0x7c00}, {0x03e0}, {0x001f}, {0}}};
    return {{{0xff0000}, {0xff00}, {0xff}, {0}}};  // the fourth byte means nothing
  }
  std::array<BmpField, 4> fields;
  const bool alpha = f.size >= kWithAlphaMask || f.compression == alpha_bit_fields;
  for (int i = 0; i < (alpha ? 4 : 3); ++i) fields[i].mask = reader.little(4);
  return fields;
}

/// Reads no further than to where the pixels begin.
std::vector<BmpColour> read_palette(std::string_view bytes, const Fields& f) {
  const std::size_t entry = f.size == kOs2Version1 ? 3 : 4;
  const std::size_t most = std::size_t{1} << f.bits;
  const std::size_t stated = f.colours == 0 ? most : std::min<std::size_t>(f.colours, most);
  std::vector<BmpColour> palette(std::min(stated, bytes.size() / entry));
  ByteReader reader(bytes);
  for (BmpColour& colour : palette) {
    for (const std::size_t c : {2, 1, 0}) colour[c] = static_cast<std::uint8_t>(reader.byte());
    reader.take(entry - 3);
  }
  return palette;
}

}  // namespace

std::uint8_t BmpField::of(std::uint32_t pixel) const {
  if (mask == 0) return 0;
  const int shift = std::countr_zero(mask);
  const std::uint64_t most = mask >> shift;
  const std::uint64_t value = (pixel & mask) >> shift;
  return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
}

Result<BmpHeader> bmp_header(std::string_view bytes) {
  ByteReader reader(bytes);
  reader.take(10);
  const std::size_t stated_offset = reader.little(4);
  const Fields f = read_fields(reader);
  if (reader.short_of_bytes) return cut_off();
  if (const std::optional<Error> problem = kind_problem(f)) return *problem;
  if (const auto problem = size_problem(f.width, std::abs(f.height))) return *problem;

  BmpHeader header;
  header.width = static_cast<int>(f.width);
  header.height = static_cast<int>(std::abs(f.height));
  header.top_down = f.height < 0;
  header.bits = f.bits;
  header.packing = f.compression == rle8   ? BmpPacking::rle8
                   : f.compression == rle4 ? BmpPacking::rle4
                                           : BmpPacking::none;
  header.fields = read_masks(reader, f);
  std::size_t behind = kFileHeader + f.size;
  if (f.size < kWithMasks && has_masks(f)) behind += f.compression == bit_fields ? 12 : 16;
  if (behind > bytes.size()) return cut_off();
  if (f.bits <= 8) {
    const bool offset_known = stated_offset > behind;
    const std::size_t room = offset_known ? stated_offset - behind : bytes.size();
    header.palette = read_palette(bytes.substr(behind, room), f);
    if (header.palette.empty()) return damaged("it has no colours");
    behind += header.palette.size() * (f.size == kOs2Version1 ? 3 : 4);
  }
  const std::size_t offset = stated_offset == 0 ? behind : stated_offset;
  if (offset > bytes.size()) return cut_off();
  header.pixels = bytes.substr(offset);
  return header;
}

}  // namespace twofold::io::inline pictures
