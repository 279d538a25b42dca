#include "app/model/learning/lesson_pictures.h"

#include <algorithm>
#include <cmath>

#include "app/model/pictures/scales.h"
#include "core/stats.h"

namespace twofold::model {
inline namespace learning {
namespace {

/// A target that goes this far below 0, of its largest magnitude, has two signs.
constexpr float kBelowZero = 0.05f;
/// Misses are shown this many times as strong as the target.
constexpr float kMissGain = 4;

paint::Map diverging(ThemeChoice theme) {
  return theme == ThemeChoice::dark ? paint::Map::diverging_dark : paint::Map::diverging_light;
}

/// What a scale of both signs has to reach.
float largest(const core::ChannelStats& s) { return std::max(std::abs(s.minimum), s.maximum); }

}  // namespace

LessonScale target_scale(const core::Tensor& target, int b, int channel, bool is_colour,
                         ThemeChoice theme) {
  if (is_colour) return {true, 0, {paint::Map::grey, {0, 1}}};
  const core::ChannelStats stats = core::channel_stats(target, b, channel);
  const float most = nice_limit(largest(stats));
  if (stats.minimum < -kBelowZero * most)
    return {false, channel, {diverging(theme), {-most, most}}};
  return {false, channel, {paint::Map::grey, {0, most}}};
}

LessonScale miss_scale(const LessonScale& target, ThemeChoice theme) {
  const float limit = target.scale.range.high / kMissGain;
  if (target.is_colour) return {true, 0, {paint::Map::grey, {-limit, limit}}};
  return {false, target.channel, {diverging(theme), {-limit, limit}}};
}

LessonScale signed_scale(const core::Tensor& values, int b, ThemeChoice theme) {
  const float most = nice_limit(largest(core::channel_stats(values, b, 0)));
  return {false, 0, {diverging(theme), {-most, most}}};
}

std::shared_ptr<const paint::Rgba8> lesson_picture(const core::Tensor& tensor, int b,
                                                   const LessonScale& scale, int most) {
  const int longest = std::max(tensor.shape.height, tensor.shape.width);
  const int reduction = (longest + most - 1) / most;
  const paint::PixelRegion region = paint::whole(tensor.shape);
  return std::make_shared<const paint::Rgba8>(
      scale.is_colour
          ? paint::paint_colour(tensor, b, {0, 1, 2}, scale.scale.range, region, reduction)
          : paint::paint_channel(tensor, b, scale.channel, scale.scale, region, reduction));
}

core::Tensor one_channel(const core::Tensor& tensor, int channel) {
  core::Tensor one({tensor.shape.batch, tensor.shape.height, tensor.shape.width, 1});
  const auto channels = static_cast<std::size_t>(tensor.shape.channels);
  for (std::size_t i = 0; i < one.values.size(); ++i)
    one.values[i] = tensor.values[i * channels + static_cast<std::size_t>(channel)];
  return one;
}

core::Tensor difference_of(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor difference(a.shape);
  for (std::size_t i = 0; i < difference.values.size(); ++i)
    difference.values[i] = a.values[i] - b.values[i];
  return difference;
}

core::Tensor enlarged_middle(const core::Tensor& x, int b) {
  constexpr int kPixels = 24;  // along the longer side
  constexpr int kTimes = 16;
  const int longer = std::max(x.shape.height, x.shape.width);
  const auto some = [&](int side) { return std::min(side, std::max(2, kPixels * side / longer)); };
  const int height = some(x.shape.height);
  const int width = some(x.shape.width);
  const int top = (x.shape.height - height) / 2;
  const int left = (x.shape.width - width) / 2;
  core::Tensor large({1, height * kTimes, width * kTimes, x.shape.channels});
  for (int row = 0; row < large.shape.height; ++row) {
    for (int column = 0; column < large.shape.width; ++column)
      std::copy_n(x.pixel(b, top + row / kTimes, left + column / kTimes), x.shape.channels,
                  large.pixel(0, row, column));
  }
  return large;
}

}  // namespace learning
}  // namespace twofold::model
