#include "app/ui/large/large_picture.h"

#include <fmt/format.h>

#include <algorithm>

namespace twofold::ui::inline large {
namespace {

using paint::PictureKind;

model::SharedTensor tensor_of(const model::Evaluation& e, const paint::PictureKey& key) {
  switch (key.kind) {
    case PictureKind::result:
      return key.result <= e.stages.count() ? e.result(key.result) : nullptr;
    case PictureKind::photograph: return e.x();
    case PictureKind::standard: return e.standard;
    case PictureKind::difference: return e.difference;
    default: return e.y();
  }
}

int result_of(const model::Evaluation& e, const paint::PictureKey& key) {
  if (key.kind == PictureKind::result) return key.result;
  return key.kind == PictureKind::photograph ? model::kInput : e.stages.count();
}

std::string input_name(int q, int channels) {
  return fmt::format("x{} {}", q, model::channel_letter(q, channels));
}

/// Every picture that can be stepped to from one of this kind.
std::vector<paint::PictureKey> gallery(const model::Evaluation& e, PictureKind kind) {
  std::vector<paint::PictureKey> keys;
  if (kind == PictureKind::standard || kind == PictureKind::difference) {
    for (int c = 0; c < e.y()->shape.channels; ++c) keys.push_back({kind, c});
    return keys;
  }
  keys.push_back({PictureKind::photograph, 0});
  for (int i = 0; i <= e.stages.count(); ++i)
    for (int c = 0; c < e.result(i)->shape.channels; ++c) keys.push_back(paint::result_key(i, c));
  if (e.y()->shape.channels == 3) keys.push_back({PictureKind::output_rgb, 0});
  return keys;
}

}  // namespace

std::string LargePicture::channel_name(int channel) const {
  if (result == model::kInput) return input_name(channel, tensor->shape.channels);
  return fmt::format("{}{}", letter, channel);
}

std::optional<LargePicture> large_picture(const Frame& frame) {
  LargePicture large;
  large.key = *frame.view().large;
  const model::Evaluation& e = *frame.session.numbers();
  large.tensor = tensor_of(e, large.key);
  if (!large.tensor) return std::nullopt;
  const int count = large.tensor->shape.channels;
  large.key.channel = std::min(large.key.channel, count - 1);
  large.result = result_of(e, large.key);
  large.letter = model::letter_of(e.stages.list, large.result);
  const bool in_colour =
      large.key.kind == PictureKind::photograph || large.key.kind == PictureKind::output_rgb;
  large.channels =
      in_colour && count >= 3 ? std::vector<int>{0, 1, 2} : std::vector<int>{large.key.channel};
  return large;
}

std::string large_title(const Frame& frame, const LargePicture& large) {
  const model::Evaluation& e = *frame.session.numbers();
  const int c = large.key.channel;
  switch (large.key.kind) {
    case PictureKind::photograph: return "the picture, x as it came";
    case PictureKind::output_rgb: return "y0 y1 y2 as R, G, B";
    case PictureKind::standard: return fmt::format("y{} by the standard convolution", c);
    case PictureKind::difference: return fmt::format("y{}: separable minus standard", c);
    default: break;
  }
  if (large.result == model::kInput) return large.channel_name(c);
  const core::Stage& stage = e.stages.stage(large.result - 1);
  const std::string source = model::letter_of(e.stages.list, stage.reads);
  const int m = stage.layer.channel_multiplier;
  if (stage.operation == core::Operation::depthwise)
    return fmt::format("{} = filter {} of {}", large.channel_name(c), c % m,
                       stage.reads == 0 ? input_name(c / m, e.x()->shape.channels)
                                        : fmt::format("{}{}", source, c / m));
  if (stage.operation == core::Operation::pointwise)
    return fmt::format("{} = all {} mixed by column {} of {}", large.channel_name(c), source, c,
                       model::filter_letter(e.stages.list, large.result - 1));
  return fmt::format("{}: the {} convolution", large.channel_name(c), stage.label);
}

ImU32 large_hue(const Frame& frame, const LargePicture& large, int channel) {
  const model::Evaluation& e = *frame.session.numbers();
  const auto origin = model::input_behind(e.stages.list, large.result, channel);
  if (origin && large.key.kind == PictureKind::result)
    return channel_hue(frame.palette, *origin, e.x()->shape.channels);
  if (large.key.kind == PictureKind::photograph)
    return channel_hue(frame.palette, channel, e.x()->shape.channels);
  // Outputs have no hue of their own, but for those that are shown as red, green and blue.
  return large.is_colour() ? channel_hue(frame.palette, channel, 3) : frame.palette.text;
}

paint::PictureKey large_neighbour(const Frame& frame, int by) {
  const paint::PictureKey& large = *frame.view().large;
  const std::vector<paint::PictureKey> keys = gallery(*frame.session.numbers(), large.kind);
  const auto now = std::find(keys.begin(), keys.end(), large);
  const int count = static_cast<int>(keys.size());
  const int at = now == keys.end() ? 0 : static_cast<int>(now - keys.begin());
  return keys[static_cast<std::size_t>((at + by + count) % count)];
}

}  // namespace twofold::ui::inline large
