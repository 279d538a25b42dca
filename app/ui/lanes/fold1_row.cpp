#include "app/ui/lanes/fold1_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/controls/control.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/kernel_grid.h"
#include "app/ui/lanes/legend.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

std::string filter_label(const model::Document& document, int q, int r) {
  if (document.bypass.depthwise) return "off";
  const auto preset = model::preset_of(document.bank, q, r);
  if (preset) return std::string(core::row_of(*preset).label);
  const bool typed = document.bank.kernels.contains({q, r});
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

void draw_filter_words(Frame& frame, const Fold1Row& at, int q, int r, const Tone& tone) {
  const Rect& words = at.kernel_words;
  const float y = first_line(frame, words);
  const Rect label =
      chip(frame, {words.min.x, y}, fmt::format("D{},{}", q, r), tone.hue, tone.lit());
  outline_if_lit(frame, label, {Term::q, Term::r});
  const std::string says = filter_label(frame.session.numbers()->document, q, r);
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

void draw_z_words(Frame& frame, const Fold1Row& at, int t, const Tone& tone) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::OutputPixel p = frame.session.highlighted().pixel;
  const Rect& words = at.z_words;
  const float y = first_line(frame, words);
  const Rect name = chip(frame, {words.min.x, y}, fmt::format("z{}", t), tone.hue, tone.lit());
  outline_if_lit(frame, name, {Term::t});
  const paint::PictureKey key{paint::PictureKind::depthwise, t};
  const std::string value = shown_value(frame, {key, e.z, t}, p);
  if (at.is_dense) {
    const float right =
        text(frame, frame.fonts.mono, {name.max.x + frame.px(6), y}, frame.palette.text, value);
    return write_scale(frame, {right + frame.px(8), y}, key, words.max.x - right - frame.px(8));
  }
  if (at.is_level) {
    const float second = y + line_height(frame.fonts.strong) + frame.px(4);
    text(frame, frame.fonts.mono, {words.min.x, second}, frame.palette.text, value);
    const float third = second + line_height(frame.fonts.mono);
    if (third + line_height(frame.fonts.mono_small) / 2 <= words.max.y + frame.px(4))
      write_scale(frame, {words.min.x, third}, key, words.width());
    return;
  }
  text(frame, frame.fonts.mono, {at.z.max.x, y}, frame.palette.text, value, Align::right);
  const float left = name.max.x + frame.px(6);
  write_scale(frame, {left, y}, key,
              at.z.max.x - text_width(frame.fonts.mono, value) - frame.px(6) - left);
}

}  // namespace

bool name_is_in_the_way(const Frame& frame, const Fold1Row& row) {
  const float bottom = first_line(frame, row.kernel_words) + line_height(frame.fonts.strong) / 2;
  return row.is_dense || (row.is_level && bottom + frame.px(3) > row.kernel.centre().y);
}

Tone tone_of(const Frame& frame, int t) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const int q = t / e.document.layer.channel_multiplier;
  return {channel_hue(frame.palette, q, e.x->shape.channels),
          role(t == frame.session.path().t, h.z_lit[static_cast<std::size_t>(t)])};
}

Link toned(const Frame& frame, std::vector<ImVec2> points, const Tone& tone) {
  struct Look {
    float opacity, thickness;
  };
  constexpr Look kLooks[] = {{1, 2.5f}, {0.6f, 1.5f}, {0.3f, 1}};  // in the order of Role
  const Look& look = kLooks[static_cast<int>(tone.role)];
  return {std::move(points), fade(tone.hue, look.opacity), frame.px(look.thickness), false};
}

void draw_fold1_row(Frame& frame, const Fold1Row& at, int t, const std::string& name) {
  const model::Evaluation& e = *frame.session.numbers();
  const auto [q, r] = core::channel_origin(t, e.document.layer.channel_multiplier);
  const Tone tone = tone_of(frame, t);

  draw_filter_words(frame, at, q, r, tone);
  // A name above its kernel may reach a little beyond its room.
  const Rect& words = at.kernel_words;
  const float beyond = at.is_level ? 0 : frame.px(6);
  words_button(frame, {words.min, {words.max.x + beyond, words.max.y}}, q, r);
  outline_if_lit(frame, at.kernel, {Term::D, Term::di, Term::dj});
  // The filter of the sum below is the one to look at; the others are quiet beside it.
  kernel_grid(frame, at.kernel, q, r, tone.role == Role::on_path);

  const PictureView view = picture(
      frame, {name, {paint::PictureKind::depthwise, t}, e.z, model::Stage::depthwise, t}, at.z);
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
  draw_z_words(frame, at, t, tone);
}

}  // namespace twofold::ui::inline lanes
