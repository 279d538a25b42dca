#include "app/raster/texture.h"

#include <algorithm>
#include <cmath>

#include "app/raster/pixel.h"

namespace twofold::raster {
namespace {

/// Two neighbours along an axis and the weight of the second, in 256ths.
struct Between {
  int first, second;
  std::uint32_t weight;
};

/// `place` in texels from the edge of the first one; texel i has its middle at i + 0.5.
Between between(float place, int size) {
  const float shifted = place - 0.5f;
  const float whole = std::floor(shifted);
  const int index = static_cast<int>(whole);
  return {std::clamp(index, 0, size - 1), std::clamp(index + 1, 0, size - 1),
          static_cast<std::uint32_t>((shifted - whole) * 256.0f + 0.5f)};
}

std::uint32_t mixed(const paint::Rgba8& picture, const Between& x, const Between& y) {
  const std::uint32_t top =
      lerp(load(picture.at(x.first, y.first)), load(picture.at(x.second, y.first)), x.weight);
  const std::uint32_t bottom =
      lerp(load(picture.at(x.first, y.second)), load(picture.at(x.second, y.second)), x.weight);
  return lerp(top, bottom, y.weight);
}

int nearest(float place, int size) {
  return std::clamp(static_cast<int>(std::floor(place)), 0, size - 1);
}

}  // namespace

std::uint32_t Sampler::at(ImVec2 uv) const {
  const float x = uv.x * static_cast<float>(texels->width);
  const float y = uv.y * static_cast<float>(texels->height);
  if (linear) return mixed(*texels, between(x, texels->width), between(y, texels->height));
  return load(texels->at(nearest(x, texels->width), nearest(y, texels->height)));
}

Sampler Texture::sampler(float texels_per_pixel) const {
  // Within a thousandth of 1:1 counts as 1:1: interpolated coordinates carry rounding.
  const bool reduced = texels_per_pixel > 1.001f;
  return {base_, reduced || magnified_ == Magnified::linear};
}

}  // namespace twofold::raster
