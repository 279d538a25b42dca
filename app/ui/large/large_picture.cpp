#include "app/ui/large/large_picture.h"

#include <fmt/format.h>

#include <algorithm>

namespace twofold::ui::inline large {
namespace {

using model::Stage;
using paint::PictureKind;

model::SharedTensor tensor_of(const model::Evaluation& e, PictureKind kind) {
  switch (kind) {
    case PictureKind::input:
    case PictureKind::photograph: return e.x;
    case PictureKind::depthwise: return e.z;
    case PictureKind::standard: return e.standard;
    case PictureKind::difference: return e.difference;
    default: return e.y;
  }
}

Stage stage_of(PictureKind kind) {
  switch (kind) {
    case PictureKind::input:
    case PictureKind::photograph: return Stage::input;
    case PictureKind::depthwise: return Stage::depthwise;
    default: return Stage::output;
  }
}

std::string input_name(int q, int channels) {
  return fmt::format("x{} {}", q, model::channel_letter(q, channels));
}

/// Every picture that can be stepped to from one of this kind.
std::vector<paint::PictureKey> gallery(const model::Evaluation& e, PictureKind kind) {
  std::vector<paint::PictureKey> keys;
  const auto add = [&](PictureKind of, const model::SharedTensor& tensor) {
    for (int c = 0; c < tensor->shape.channels; ++c) keys.push_back({of, c});
  };
  const bool compares = kind == PictureKind::standard || kind == PictureKind::difference;
  if (compares) {
    add(kind, e.y);
    return keys;
  }
  keys.push_back({PictureKind::photograph, 0});
  add(PictureKind::input, e.x);
  add(PictureKind::depthwise, e.z);
  add(PictureKind::output, e.y);
  if (e.y->shape.channels == 3) keys.push_back({PictureKind::output_rgb, 0});
  return keys;
}

}  // namespace

std::string LargePicture::channel_name(int channel) const {
  switch (stage) {
    case Stage::input: return input_name(channel, tensor->shape.channels);
    case Stage::depthwise: return fmt::format("z{}", channel);
    default: return fmt::format("y{}", channel);
  }
}

std::optional<LargePicture> large_picture(const Frame& frame) {
  LargePicture large;
  large.key = *frame.view().large;
  large.tensor = tensor_of(*frame.session.numbers(), large.key.kind);
  if (!large.tensor) return std::nullopt;
  const int count = large.tensor->shape.channels;
  large.key.channel = std::min(large.key.channel, count - 1);
  large.stage = stage_of(large.key.kind);
  const bool in_colour =
      large.key.kind == PictureKind::photograph || large.key.kind == PictureKind::output_rgb;
  large.channels =
      in_colour && count >= 3 ? std::vector<int>{0, 1, 2} : std::vector<int>{large.key.channel};
  return large;
}

std::string large_title(const Frame& frame, const LargePicture& large) {
  const model::Evaluation& e = *frame.session.numbers();
  const int c = large.key.channel;
  const int m = e.document.layer.channel_multiplier;
  switch (large.key.kind) {
    case PictureKind::photograph: return "the picture, x as it came";
    case PictureKind::input: return large.channel_name(c);
    case PictureKind::depthwise:
      return fmt::format("z{} = filter {} of {}", c, c % m, input_name(c / m, e.x->shape.channels));
    case PictureKind::output_rgb: return "y0 y1 y2 as R, G, B";
    case PictureKind::standard: return fmt::format("y{} by the standard convolution", c);
    case PictureKind::difference: return fmt::format("y{}: separable minus standard", c);
    default: return fmt::format("y{} = all z mixed by column {} of P", c, c);
  }
}

ImU32 large_hue(const Frame& frame, const LargePicture& large, int channel) {
  const model::Evaluation& e = *frame.session.numbers();
  const int inputs = e.x->shape.channels;
  const int m = e.document.layer.channel_multiplier;
  if (large.stage == Stage::input) return channel_hue(frame.palette, channel, inputs);
  if (large.stage == Stage::depthwise) return channel_hue(frame.palette, channel / m, inputs);
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
