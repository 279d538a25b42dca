// Arithmetic on one pixel packed as ImU32 (bytes R, G, B, A in memory), two channels at a time.
// The target is opaque throughout, so blending leaves its alpha at 255.
#pragma once

#include <imgui.h>

#include <bit>
#include <cstdint>
#include <cstring>

#include "app/paint/rgba8.h"

namespace twofold::raster {

static_assert(std::endian::native == std::endian::little && IM_COL32_R_SHIFT == 0,
              "a packed pixel has its bytes in the order R, G, B, A");

inline std::uint32_t load(const std::uint8_t* pixel) {
  std::uint32_t value;
  std::memcpy(&value, pixel, 4);
  return value;
}

inline void store(std::uint8_t* pixel, std::uint32_t value) { std::memcpy(pixel, &value, 4); }

/// Two channels in bits 0..15 and 16..31, each at most 255 * 255, divided by 255 and rounded.
inline std::uint32_t divided_by_255(std::uint32_t pair) {
  pair += 0x00800080;
  return ((pair + ((pair >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
}

/// `source` over the opaque `target`: source * a + target * (1 - a).
inline std::uint32_t blend(std::uint32_t target, std::uint32_t source) {
  const std::uint32_t a = source >> 24;
  if (a == 255) return source;
  const std::uint32_t rest = 255 - a;
  const std::uint32_t red_blue =
      divided_by_255((source & 0x00ff00ff) * a + (target & 0x00ff00ff) * rest);
  const std::uint32_t green =
      divided_by_255(((source >> 8) & 0xff) * a + ((target >> 8) & 0xff) * rest);
  return red_blue | (green << 8) | 0xff000000;
}

/// The channels of `a` and `b` multiplied, 255 standing for 1.
inline std::uint32_t modulate(std::uint32_t a, std::uint32_t b) {
  if (a == 0xffffffff) return b;
  if (b == 0xffffffff) return a;
  const std::uint32_t red_blue =
      divided_by_255((a & 0xff) * (b & 0xff) | (((a >> 16) & 0xff) * ((b >> 16) & 0xff)) << 16);
  const std::uint32_t green_alpha =
      divided_by_255(((a >> 8) & 0xff) * ((b >> 8) & 0xff) | ((a >> 24) * (b >> 24)) << 16);
  return red_blue | (green_alpha << 8);
}

/// From `a` (weight 0) to `b` (weight 256), all four channels.
inline std::uint32_t lerp(std::uint32_t a, std::uint32_t b, std::uint32_t weight) {
  const auto pair = [weight](std::uint32_t from, std::uint32_t to) {
    return ((from * (256 - weight) + to * weight + 0x00800080) >> 8) & 0x00ff00ff;
  };
  return pair(a & 0x00ff00ff, b & 0x00ff00ff) |
         (pair((a >> 8) & 0x00ff00ff, (b >> 8) & 0x00ff00ff) << 8);
}

}  // namespace twofold::raster
