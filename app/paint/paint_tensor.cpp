#include "app/paint/paint_tensor.h"

#include <algorithm>
#include <cmath>

namespace twofold::paint {
namespace {

/// Visits every pixel of the painted picture with the pixels of the tensor that it stands for.
template <class Visit>
void for_each_block(const PixelRegion& region, int reduction, Visit&& visit) {
  for (int top = 0; top < region.height; top += reduction) {
    for (int left = 0; left < region.width; left += reduction) {
      const PixelRegion block{region.left + left, region.top + top,
                              std::min(reduction, region.width - left),
                              std::min(reduction, region.height - top)};
      visit(left / reduction, top / reduction, block);
    }
  }
}

float block_mean(const core::Tensor& tensor, int b, int channel, const PixelRegion& block) {
  if (block.width == 1 && block.height == 1) return tensor.at(b, block.top, block.left, channel);
  double sum = 0;
  for (int y = block.top; y < block.top + block.height; ++y)
    for (int x = block.left; x < block.left + block.width; ++x) sum += tensor.at(b, y, x, channel);
  return static_cast<float>(sum / (static_cast<double>(block.width) * block.height));
}

std::uint8_t byte_of(float value, const Range& range) {
  const float span = range.high - range.low;
  const float at = span > 0 ? (value - range.low) / span : 0;
  if (!(at > 0)) return 0;
  return static_cast<std::uint8_t>(std::lround(std::min(at, 1.0f) * 255));
}

Rgba8 canvas_for(const PixelRegion& region, int reduction) {
  const auto reduced = [reduction](int side) { return (side + reduction - 1) / reduction; };
  return {reduced(region.width), reduced(region.height)};
}

}  // namespace

Rgba8 paint_channel(const core::Tensor& tensor, int b, int channel, const Scale& scale,
                    const PixelRegion& region, int reduction) {
  Rgba8 picture = canvas_for(region, reduction);
  for_each_block(region, reduction, [&](int x, int y, const PixelRegion& block) {
    const Rgb colour = colour_of(block_mean(tensor, b, channel, block), scale);
    std::uint8_t* pixel = picture.at(x, y);
    pixel[0] = colour.r;
    pixel[1] = colour.g;
    pixel[2] = colour.b;
    pixel[3] = 255;
  });
  return picture;
}

Rgba8 paint_colour(const core::Tensor& tensor, int b, const std::array<int, 3>& channels,
                   const Range& range, const PixelRegion& region, int reduction) {
  Rgba8 picture = canvas_for(region, reduction);
  for_each_block(region, reduction, [&](int x, int y, const PixelRegion& block) {
    std::uint8_t* pixel = picture.at(x, y);
    for (std::size_t i = 0; i < 3; ++i)
      pixel[i] = byte_of(block_mean(tensor, b, channels[i], block), range);
    pixel[3] = 255;
  });
  return picture;
}

void hide_from(Rgba8& painted, const PixelRegion& region, int reduction, const PixelsDone& done) {
  for_each_block(region, reduction, [&](int x, int y, const PixelRegion& block) {
    // The last pixel of a block is the last of it to be done.
    const std::int64_t row = block.top + block.height - 1;
    const std::int64_t last = row * done.width + block.left + block.width - 1;
    if (last >= done.count) std::fill_n(painted.at(x, y), 4, std::uint8_t{0});
  });
}

}  // namespace twofold::paint
