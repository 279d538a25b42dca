// Pictures from files of all formats in formats.cpp, as the numbers that the convolution works on:
//
//     x = byte / 255 (16 bit: / 65535), the stored sRGB values, not linearised
//
// Transparent pixels are laid on white, EXIF orientation is applied, and `made_of` says so.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io::inline pictures {

/// A picture file as numbers.
struct Picture {
  core::Tensor values;  ///< [1,H,W,1] for grey, [1,H,W,3] for colour; in [0, 1]
  std::string name;     ///< the file's name without folder and ending: "citrus"
  std::string made_of;  ///< what was done to it, e.g. "16 bit", "RGBA, alpha composited on white,
                        ///< turned by EXIF orientation 6"; empty for nothing
  int file_width = 0;   ///< pixels, as turned
  int file_height = 0;
  bool had_alpha = false;  ///< the file has an alpha channel (which may be opaque everywhere)
  int bits = 8;            ///< a channel: 8 or 16

  bool operator==(const Picture&) const = default;
};

/// The picture in a file.
Result<Picture> load_picture(const std::filesystem::path& path);

/// The picture in the bytes of a file; `name` is what it is called in the sentence of an error.
Result<Picture> read_picture(std::string_view bytes, std::string_view name);

}  // namespace twofold::io::inline pictures
