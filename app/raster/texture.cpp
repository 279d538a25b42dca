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
  const float x = uv.x * static_cast<float>(level->width);
  const float y = uv.y * static_cast<float>(level->height);
  if (linear) return mixed(*level, between(x, level->width), between(y, level->height));
  return load(level->at(nearest(x, level->width), nearest(y, level->height)));
}

Sampler Texture::sampler(float texels_per_pixel) {
  // Within a thousandth of 1:1 counts as 1:1: interpolated coordinates carry rounding.
  if (texels_per_pixel <= 1.001f) return {base_, magnified_ == Magnified::linear};
  if (magnified_ == Magnified::linear) return {base_, true};
  const float lod = std::log2(texels_per_pixel);
  auto wanted = static_cast<std::size_t>(std::max(0.0f, std::ceil(lod + 0.5f) - 1));
  while (reduced_.size() < wanted) {
    const paint::Rgba8& last = reduced_.empty() ? *base_ : reduced_.back();
    if (last.width == 1 && last.height == 1) break;
    reduced_.push_back(halved(last));
  }
  wanted = std::min(wanted, reduced_.size());
  return {wanted == 0 ? base_ : &reduced_[wanted - 1], true};
}

paint::Rgba8 halved(const paint::Rgba8& picture) {
  paint::Rgba8 half(std::max(1, picture.width / 2), std::max(1, picture.height / 2));
  const float step_x = static_cast<float>(picture.width) / static_cast<float>(half.width);
  const float step_y = static_cast<float>(picture.height) / static_cast<float>(half.height);
  std::vector<Between> columns;
  columns.reserve(static_cast<std::size_t>(half.width));
  for (int x = 0; x < half.width; ++x) {
    columns.push_back(between((static_cast<float>(x) + 0.5f) * step_x, picture.width));
  }
  for (int y = 0; y < half.height; ++y) {
    const Between row = between((static_cast<float>(y) + 0.5f) * step_y, picture.height);
    for (int x = 0; x < half.width; ++x) {
      store(half.at(x, y), mixed(picture, columns[static_cast<std::size_t>(x)], row));
    }
  }
  return half;
}

}  // namespace twofold::raster
