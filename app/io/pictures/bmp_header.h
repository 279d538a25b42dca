// What stands before the pixels of a BMP, of Windows and of OS/2.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/io/result.h"

namespace twofold::io::inline pictures {

/// The bits of a pixel that hold one channel; `mask` 0 where the channel is not there.
struct BmpField {
  std::uint32_t mask = 0;

  /// The channel's value as a byte.
  std::uint8_t of(std::uint32_t pixel) const;
};

using BmpColour = std::array<std::uint8_t, 3>;  ///< red, green, blue

enum class BmpPacking { none, rle8, rle4 };

struct BmpHeader {
  int width = 0;
  int height = 0;
  bool top_down = false;
  int bits = 24;  ///< a pixel: 1, 2, 4, 8, 16, 24 or 32
  BmpPacking packing = BmpPacking::none;
  std::array<BmpField, 4> fields;  ///< red, green, blue, alpha, for 16 and 32 bits
  std::vector<BmpColour> palette;  ///< for up to 8 bits
  std::string_view pixels;         ///< all bytes from where they begin
};

/// Refuses what is not read, with its true reason, and what is larger than any picture.
Result<BmpHeader> bmp_header(std::string_view bytes);

}  // namespace twofold::io::inline pictures
