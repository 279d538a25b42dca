// PNG files from pictures.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/io/result.h"
#include "app/paint/rgba8.h"

namespace twofold::io::inline pictures {

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

}  // namespace twofold::io::inline pictures
