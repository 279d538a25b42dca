#include "app/ui/lanes/fold1_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/controls/control.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/picture_scale.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/kernel_grid.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

/// A filter's name, and by what it is kept in the document.
struct NamedFilter {
  int q = 0;  ///< channel that it reads
  int r = 0;
  model::ChannelKey key;
};

NamedFilter filter_of(const model::Evaluation& e, int stage, int t) {
  const core::Stage& of = e.stages.stage(stage);
  const auto [q, r] = core::channel_origin(t, of.layer.channel_multiplier);
  return {q, r, model::key_of(e.stages.list, stage + 1, t, e.x()->shape.channels)};
}

std::string filter_label(const model::Document& document, const model::ChannelKey& key) {
  if (document.bypass.depthwise) return "off";
  const auto preset = model::preset_of(document.bank, key.q, key.r);
  if (preset) return std::string(core::row_of(*preset).label);
  const bool typed = document.bank.kernels.contains({key.q, key.r});
  return typed ? "typed"
               : (document.bank.origin == model::FilterOrigin::learned ? "learned" : "loaded");
}

/// The button over a filter's words that opens its editor.
void words_button(Frame& frame, const Rect& words, int q, int r) {
  const std::string id = fmt::format("D{},{}", q, r);
  const std::string help = fmt::format(
      "Filter {} of input channel {}. Click to choose a preset or work its cells; drag a cell up "
      "or down, or double click to type.",
      r, q);
  const Pressable state =
      pressable(frame, id, words, true, fmt::format("D[:, :, {}, {}]", q, r), help);
  if (state.focused) focus_ring(frame, words);
  if (!state.clicked) return;
  frame.window.open_filter = {q, r};
  ImGui::OpenPopup("filter");
}

float first_line(const Frame& frame, const Rect& words) {
  const float first = frame.px(9) + (line_height(frame.fonts.strong) - frame.px(16)) / 2;
  return words.min.y + std::min(first, words.height() / 2);
}

/// A filter's name from `left` on: a little smaller before it is cut off.
void draw_name(Frame& frame, ImVec2 left, const std::string& name, float room) {
  ImFont* font = frame.fonts.small;
  const float across = std::min(text_width(font, name), room);
  const ImU32 colour = frame.palette.text_quiet;
  if (text_fitted(frame, font, {left.x + across / 2, left.y}, colour, name, room)) return;
  text_within(frame, font, left, colour, name, room);
}

void draw_filter_words(Frame& frame, const Fold1Row& at, const NamedFilter& f, const Tone& tone) {
  const Rect& words = at.kernel_words;
  const float y = first_line(frame, words);
  const Rect label =
      chip(frame, {words.min.x, y}, fmt::format("D{},{}", f.q, f.r), tone.hue, tone.lit());
  outline_if_lit(frame, label, {Term::q, Term::r});
  const std::string says = filter_label(frame.session.numbers()->document, f.key);
  const float beside = words.max.x - label.max.x - frame.px(8);
  if (at.is_dense && beside < frame.px(30)) return;
  if (at.is_level && !at.is_dense)
    // Below the way in, which runs level with the kernel's middle.
    text_within(frame, frame.fonts.small,
                {words.min.x, words.max.y - line_height(frame.fonts.small) / 2},
                frame.palette.text_quiet, says, words.width() + frame.px(6));
  else
    draw_name(frame, {label.max.x + frame.px(6), y}, says,
              at.is_dense ? beside : words.max.x - label.max.x);
}

void draw_z_words(Frame& frame, const Fold1Row& at, int result, int t, const Tone& tone) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::OutputPixel p = frame.session.highlighted().pixel;
  const Rect& words = at.z_words;
  const float y = first_line(frame, words);
  const Rect name =
      chip(frame, {words.min.x, y}, model::letter_of(e.stages.list, result) + std::to_string(t),
           tone.hue, tone.lit());
  outline_if_lit(frame, name, {Term::t});
  const paint::PictureKey key = paint::result_key(result, t);
  const std::string value = shown_value(frame, {key, e.result(result), t}, p);
  if (at.is_dense) {
    const float from = name.max.x + frame.px(6);
    const float room = words.max.x - from;
    if (text_width(frame.fonts.mono, value) > room) {
      text_fitted(frame, frame.fonts.mono, {from + room / 2, y}, frame.palette.text, value, room);
      return;
    }
    const float right = text(frame, frame.fonts.mono, {from, y}, frame.palette.text, value);
    // The way on begins where the words end.
    return write_scale(frame, {right + frame.px(8), y}, key, words.max.x - right - frame.px(12));
  }
  if (at.is_level) {
    const float second = y + line_height(frame.fonts.strong) + frame.px(4);
    text(frame, frame.fonts.mono, {words.min.x, second}, frame.palette.text, value);
    const float third = second + line_height(frame.fonts.mono);
    if (third + line_height(frame.fonts.mono_small) / 2 <= words.max.y + frame.px(4))
      write_scale(frame, {words.min.x, third}, key, words.width());
    return;
  }
  const float gap = frame.px(6);
  const float left = name.max.x + gap;
  const auto scale = painted_scale(frame, key);
  const float wish = scale ? text_width(frame.fonts.mono_small, scale_words(*scale)) + gap : 0;
  const float width = text_width(frame.fonts.mono, value);
  const float room = std::max(at.z.max.x, words.max.x) - left;
  if (width > room) {
    text_fitted(frame, frame.fonts.mono, {left + room / 2, y}, frame.palette.text, value, room);
    return;
  }
  // Flush with the picture; beyond it where name, scale and value need more.
  const float right =
      std::max(at.z.max.x, std::min(left + wish + width, std::max(at.z.max.x, words.max.x)));
  text(frame, frame.fonts.mono, {right, y}, frame.palette.text, value, Align::right);
  write_scale(frame, {left, y}, key, right - width - gap - left);
}

}  // namespace

bool name_is_in_the_way(const Frame& frame, const Fold1Row& row) {
  const float bottom = first_line(frame, row.kernel_words) + line_height(frame.fonts.strong) / 2;
  return row.is_dense || (row.is_level && bottom + frame.px(3) > row.kernel.centre().y);
}

Tone tone_of(const Frame& frame, int result, int channel) {
  const model::Highlight& h = frame.session.highlighted();
  const auto r = static_cast<std::size_t>(result);
  return {result_hue(frame, result, channel), role(channel == frame.session.path().channel(result),
                                                   h.lit[r][static_cast<std::size_t>(channel)])};
}

Link toned(const Frame& frame, std::vector<ImVec2> points, const Tone& tone) {
  struct Stroke {
    float opacity, thickness;
  };
  constexpr Stroke kStrokes[] = {{1, 2.5f}, {0.6f, 1.5f}, {0.3f, 1}};  // in the order of Role
  const Stroke& stroke = kStrokes[static_cast<int>(tone.role)];
  return {std::move(points), fade(tone.hue, stroke.opacity), frame.px(stroke.thickness), false};
}

void draw_fold1_row(Frame& frame, const Fold1Row& at, int stage, int t, const std::string& name) {
  const model::Evaluation& e = *frame.session.numbers();
  const int result = stage + 1;
  const NamedFilter filter = filter_of(e, stage, t);
  const Tone tone = tone_of(frame, result, t);

  if (at.is_named) draw_filter_words(frame, at, filter, tone);
  // A name above its kernel may reach a little beyond its room.
  const Rect& words = at.kernel_words;
  const float beyond = at.is_level ? 0 : frame.px(6);
  words_button(frame, {words.min, {words.max.x + beyond, words.max.y}}, filter.q, filter.r);
  outline_if_lit(frame, at.kernel, {Term::D, Term::di, Term::dj});
  // The filter of the sum below is the one to look at; the others are quiet beside it.
  kernel_grid(frame, at.kernel, filter.q, filter.r, tone.role == Role::on_path);

  const PictureView view =
      picture(frame, {name, paint::result_key(result, t), e.result(result), result, t}, at.z);
  const float arrow_y = at.kernel.centre().y;
  link(frame,
       toned(frame, {{at.kernel.max.x + frame.px(4), arrow_y}, {at.z.min.x - frame.px(4), arrow_y}},
             tone));
  if (!tone.lit()) fill(frame, view.rect(), fade(frame.palette.dim, 0.6f));
  overlay_pixel(frame, view, tone.role);
  if (tone.role == Role::on_path) {
    selection_outline(frame, view.rect(), frame.px(1.5f));
    if (frame.present()) overview(frame, view);
  }
  outline_if_lit(frame, view.rect(), {Term::z});
  outline_if_lit(frame, pixel_rect(frame, view), {Term::i, Term::j});
  draw_z_words(frame, at, result, t, tone);
}

}  // namespace twofold::ui::inline lanes
