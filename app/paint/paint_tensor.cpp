#include "app/paint/paint_tensor.h"

#include <algorithm>

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

/// From values over a range to bytes, clamped; NaN is 0.
class ToByte {
 public:
  explicit ToByte(const Range& range) : low_(range.low) {
    const double span = static_cast<double>(range.high) - range.low;
    factor_ = span > 0 ? 255 / span : 0;
  }
  std::uint8_t operator()(float value) const {
    const double at = (value - low_) * factor_;
    if (!(at > 0)) return 0;
    return static_cast<std::uint8_t>(std::min(at, 255.0) + 0.5);
  }

 private:
  double low_;
  double factor_;
};

void put(std::uint8_t* pixel, const Rgb& colour) {
  pixel[0] = colour.r;
  pixel[1] = colour.g;
  pixel[2] = colour.b;
  pixel[3] = 255;
}

/// The colour of a value at a place of the painted picture: striped where it is beyond the scale.
Rgb colour_at(const Colouring& colouring, int number, int x, int y) {
  if (Colouring::is_beyond(number) && is_striped(x, y)) return kBeyondColour;
  return colouring.colour(number);
}

Rgba8 canvas_for(const PixelRegion& region, int reduction) {
  const auto reduced = [reduction](int side) { return (side + reduction - 1) / reduction; };
  return {reduced(region.width), reduced(region.height)};
}

}  // namespace

Rgba8 paint_plane(std::span<const float> values, core::Extent size, const Scale& scale,
                  float gain) {
  Rgba8 picture(size.width, size.height);
  const Colouring colouring(scale);
  std::uint8_t* pixel = picture.pixels.data();
  // Many numbers at a time, in a loop of their own: it is compiled to vectors.
  std::array<int, 512> numbers;
  for (std::size_t first = 0; first < values.size(); first += numbers.size()) {
    const auto some = values.subspan(first, std::min(numbers.size(), values.size() - first));
    for (std::size_t i = 0; i < some.size(); ++i) numbers[i] = colouring.number(gain * some[i]);
    for (std::size_t i = 0; i < some.size(); ++i, pixel += 4) {
      // Few are beyond; only these need their place.
      const int at = Colouring::is_beyond(numbers[i]) ? static_cast<int>(first + i) : 0;
      put(pixel, colour_at(colouring, numbers[i], at % size.width, at / size.width));
    }
  }
  return picture;
}

Rgba8 paint_planes(const std::array<std::span<const float>, 3>& values, core::Extent size,
                   const Range& range) {
  Rgba8 picture(size.width, size.height);
  const ToByte to_byte(range);
  std::uint8_t* pixel = picture.pixels.data();
  for (std::size_t i = 0; i < values[0].size(); ++i, pixel += 4)
    put(pixel, {to_byte(values[0][i]), to_byte(values[1][i]), to_byte(values[2][i])});
  return picture;
}

Rgba8 paint_channel(const core::Tensor& tensor, int b, int channel, const Scale& scale,
                    const PixelRegion& region, int reduction) {
  Rgba8 picture = canvas_for(region, reduction);
  const Colouring colouring(scale);
  for_each_block(region, reduction, [&](int x, int y, const PixelRegion& block) {
    const int number = colouring.number(block_mean(tensor, b, channel, block));
    put(picture.at(x, y), colour_at(colouring, number, x, y));
  });
  return picture;
}

Rgba8 paint_colour(const core::Tensor& tensor, int b, const std::array<int, 3>& channels,
                   const Range& range, const PixelRegion& region, int reduction) {
  Rgba8 picture = canvas_for(region, reduction);
  const ToByte to_byte(range);
  for_each_block(region, reduction, [&](int x, int y, const PixelRegion& block) {
    const auto byte = [&](int channel) { return to_byte(block_mean(tensor, b, channel, block)); };
    put(picture.at(x, y), {byte(channels[0]), byte(channels[1]), byte(channels[2])});
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
