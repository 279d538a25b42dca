// Tiny encoders: the bytes of picture files, written from their specifications and independent of
// the readers that they test. Samples are row-major, channels together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twofold::tests {

using Samples = std::vector<int>;

/// PNG colour types.
enum class PngKind { grey = 0, rgb = 2, grey_alpha = 4, rgba = 6 };

/// One chunk of a PNG, with its length and checksum.
std::string png_chunk(const std::string& name, const std::string& data);

/// PNG of 8 or 16 bit, the data stored uncompressed.
std::string png(int width, int height, PngKind kind, int bits, const Samples& samples);

/// BMP of 24 bit from RGB.
std::string bmp(int width, int height, const Samples& rgb);

/// Uncompressed TGA, top row first: 1 (grey), 3 (RGB) or 4 (RGBA) channels.
std::string tga(int width, int height, int channels, const Samples& samples);

/// PSD without layers: mode grey (1) or RGB (3), any number of channels, 8 or 16 bit, raw or
/// packed.
struct PsdKind {
  int mode = 3;
  int channels = 3;
  int bits = 8;
  bool packed = false;
  bool has_layers = false;  ///< a layer count below zero: the fourth channel is the transparency
};
std::string psd(int width, int height, const PsdKind& kind, const Samples& samples);

/// GIF of one frame with a palette of four colours (12 numbers); `transparent` is the index of the
/// colour that is not there, or -1.
std::string gif(int width, int height, const Samples& palette, const Samples& indices,
                int transparent = -1);

/// A JPEG with an EXIF segment that states this orientation put into it.
std::string with_orientation(const std::string& jpeg, int orientation);

}  // namespace twofold::tests
