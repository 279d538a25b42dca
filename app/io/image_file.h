// Pictures from files and PNG files from pictures. Reads PNG, JPEG, BMP, TGA, PSD, GIF (its first
// frame), PGM and PPM, 8 and 16 bit, into the numbers that the convolution works on:
//
//     x = byte / 255 (16 bit: / 65535), the stored sRGB values, not linearised
//
// Transparent pixels are laid on white, EXIF orientation is applied, and `made_of` says so.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/io/result.h"
#include "app/paint/rgba8.h"
#include "core/tensor.h"

namespace twofold::io {

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

/// `channels` bytes a pixel, row-major: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
struct PixelBytes {
  int width = 0;
  int height = 0;
  int channels = 1;
  const std::uint8_t* pixels = nullptr;
};

/// The bytes of a PNG file.
std::string png_bytes(const PixelBytes& picture);

/// Writes a PNG file, as a whole or not at all.
Result<Done> save_png(const std::filesystem::path& path, const PixelBytes& picture);
Result<Done> save_png(const std::filesystem::path& path, const paint::Rgba8& picture);

}  // namespace twofold::io
