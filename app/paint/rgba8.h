// A picture as the screen and a PNG have it: 8 bits each of red, green, blue and alpha.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace twofold::paint {

/// Row-major, four bytes a pixel (R, G, B, A; straight alpha). Invariant: pixels.size() ==
/// 4 * width * height.
struct Rgba8 {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  Rgba8() = default;
  /// All bytes zero: transparent black.
  Rgba8(int w, int h)
      : width(w),
        height(h),
        pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4) {}

  std::uint8_t* at(int x, int y) {
    return pixels.data() + 4 * (static_cast<std::size_t>(y) * width + x);
  }
  const std::uint8_t* at(int x, int y) const {
    return pixels.data() + 4 * (static_cast<std::size_t>(y) * width + x);
  }
  bool operator==(const Rgba8&) const = default;
};

}  // namespace twofold::paint
