// One line at the bottom: what just happened, what size is worked on, what the operation does.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/ui/controls/buttons.h"
#include "app/ui/cost/cost_words.h"
#include "app/ui/draw/draw.h"
#include "app/ui/window/panels.h"
#include "core/chain/blocks.h"

namespace twofold::ui::inline window {
namespace {

/// The working size, and the way to the other one.
float size_switch(Frame& frame, const Rect& rect) {
  const model::Document& d = frame.document();
  if (d.batch.empty() || d.source != model::InputSource::pictures) return rect.min.x;
  const model::PictureRef& first = d.batch.front();
  const int longest = std::max(first.width, first.height);
  const bool is_full = d.longest_side == 0;
  if (longest <= model::kWorkingSide) return rect.min.x;
  const std::string says = is_full ? fmt::format("full size, {} px", longest)
                                   : fmt::format("{} of {} px", d.longest_side, longest);
  const float after =
      text(frame, frame.fonts.small, {rect.min.x, rect.centre().y}, frame.palette.text_quiet, says);
  const char* label = is_full ? "work at 320 px" : "full size\xe2\x80\xa6";
  const float width = text_width(frame.fonts.small, label);
  const Rect at{{after + frame.px(8), rect.min.y}, {after + frame.px(8) + width, rect.max.y}};
  const Pressable state =
      pressable(frame, "full size", at, true, "Working size",
                "Pictures are worked on at 320 pixels, so that everything follows the hand. Full "
                "size computes every pixel of the file.");
  if (state.clicked) frame.emit(model::SetLongestSide{is_full ? model::kWorkingSide : 0});
  text(frame, frame.fonts.small, {at.min.x, at.centre().y},
       state.hovered ? frame.palette.accent_hovered : frame.palette.accent, label);
  return at.max.x + frame.px(16);
}

/// How far a computation is that takes long, from `left` on; returns where what follows begins.
float progress_bar(Frame& frame, const Rect& rect, float left, float share) {
  const float y = rect.centre().y;
  const float half = frame.px(3);
  const Rect track{{left, y - half}, {left + frame.px(96), y + half}};
  fill(frame, track, frame.palette.track, half);
  fill(frame,
       {track.min, {track.min.x + track.width() * std::clamp(share, 0.0f, 1.0f), track.max.y}},
       frame.palette.accent, half);
  // As wide as its longest, so that nothing moves while the figure grows.
  const float end = track.max.x + frame.px(8) + text_width(frame.fonts.small, "computing 100 %");
  text(frame, frame.fonts.small, {track.max.x + frame.px(8), y}, frame.palette.text,
       fmt::format("computing {:.0f} %", share * 100));
  return end + frame.px(16);
}

/// What the operation that is shown does.
const char* operation_words(model::OperationView operation) {
  switch (operation) {
    case model::OperationView::regular:
      return "One step: at every pixel each output sums the windows of all channels.";
    case model::OperationView::depthwise:
      return "Fold 1 alone: every channel is filtered on its own, nothing is mixed. The cost is "
             "that of both folds.";
    case model::OperationView::separable: break;
  }
  return "Fold 1 filters every channel on its own. Fold 2 mixes them at every pixel.";
}

/// What stands there while nothing has happened.
std::string resting_words(const Frame& frame) {
  const model::Document& d = frame.document();
  if (d.source == model::InputSource::pictures && d.batch.size() == 1 &&
      d.batch.front().name == "impulse")
    return "One bright pixel: each z is its filter, turned by half a turn. Nothing flips the "
           "kernel: "
           "this is cross-correlation.";
  const bool is_sound = frame.session.problems().empty();
  const std::string input = is_sound ? input_sentence(frame.document()) : "";
  if (!input.empty()) return input + ".";
  const core::Block* block = core::find_block(frame.document().block.name);
  if (block && frame.document().block.name != model::BlockChoice{}.name)
    return fmt::format("{}: {}.", block->title, block->says);
  return operation_words(frame.view().operation);
}

}  // namespace

void panel_status(Frame& frame, const Rect& rect) {
  const Rect inside{{rect.min.x + frame.px(12), rect.min.y},
                    {rect.max.x - frame.px(12), rect.max.y}};
  float from = size_switch(frame, inside);
  if (const std::optional<float> share = frame.session.progress())
    from = progress_bar(frame, inside, from, *share);
  const model::Message& message = frame.session.message();
  const char* keys = "F5 present \xc2\xb7 ? keys";
  text(frame, frame.fonts.small, {inside.max.x, inside.centre().y}, frame.palette.text_quiet, keys,
       Align::right);
  const float room = inside.max.x - text_width(frame.fonts.small, keys) - frame.px(16) - from;
  if (!message.text.empty())
    text_within(frame, frame.fonts.small, {from, inside.centre().y},
                message.is_error ? frame.palette.warning : frame.palette.text, message.text, room);
  else
    text_within(frame, frame.fonts.small, {from, inside.centre().y}, frame.palette.text_quiet,
                resting_words(frame), room);
}

}  // namespace twofold::ui::inline window
