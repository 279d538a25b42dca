// The chunks of a PNG, checked before its pixels are unpacked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/io/result.h"

namespace twofold::io::inline pictures {

/// What a PNG says and holds.
struct PngChunks {
  int width = 0;
  int height = 0;
  int bits = 8;             ///< a sample: 1 to 16
  bool of_xcode = false;    ///< packed for iPhones: CgBI stands before the header
  bool whole = false;       ///< its end has been seen
  std::string_view exif;    ///< the data of its eXIf chunk
  std::string pixels_only;  ///< a PNG of nothing but what the pixels need, with an end
};

/// Checks header, order and checksums; refuses what is larger than any picture that is read.
Result<PngChunks> png_chunks(std::string_view bytes);

}  // namespace twofold::io::inline pictures
