// Lane 2, fold 1: every channel meets only its own filters and becomes m intermediates.
#include <fmt/format.h>

#include <algorithm>

#include "app/model/steps/prediction.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/tap_colour.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/filter_editor.h"
#include "app/ui/lanes/kernel_grid.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/legend.h"
#include "app/ui/lanes/loupe.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/picture_view.h"
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

/// How a channel's words look.
struct Tone {
  ImU32 hue;
  Role role;
  bool lit() const { return role != Role::left_out; }
};

Tone tone_of(const Frame& frame, int t) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const int q = t / e.document.layer.channel_multiplier;
  return {channel_hue(frame.palette, q, e.x->shape.channels),
          role(t == frame.session.path().t, h.z_lit[static_cast<std::size_t>(t)])};
}

/// A link of this tone: the path's is bold.
Link toned(const Frame& frame, std::vector<ImVec2> points, const Tone& tone) {
  struct Look {
    float opacity, thickness;
  };
  constexpr Look kLooks[] = {{1, 2.5f}, {0.6f, 1.5f}, {0.3f, 1}};  // in the order of Role
  const Look& look = kLooks[static_cast<int>(tone.role)];
  return {std::move(points), fade(tone.hue, look.opacity), frame.px(look.thickness), false};
}

void draw_link_to_kernel(Frame& frame, const Rect& lane, const Rect& picture, const Rect& kernel,
                         const Tone& tone) {
  const ImVec2 from{picture.max.x, picture.centre().y};
  const ImVec2 to{kernel.min.x - frame.px(3), kernel.centre().y};
  // In the gutter between the lanes, so that it crosses no words.
  const float turn = lane.min.x - frame.px(4);
  link(frame, toned(frame, {from, {turn, from.y}, {turn, to.y}, to}, tone));
}

/// The button over a filter's words that opens its editor.
void words_button(Frame& frame, const Rect& words, int q, int r) {
  const std::string id = fmt::format("D{},{}", q, r);
  if (press_area(id, words)) {
    frame.window.open_filter = {q, r};
    ImGui::OpenPopup("filter");
  }
  frame.registry.add({id, words.min, words.max, 0});
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, fmt::format("D[:, :, {}, {}]", q, r),
            "Filter " + std::to_string(r) + " of input channel " + std::to_string(q) +
                ". Click to choose a preset or work its cells; drag a cell up or down, or double "
                "click to type.");
}

float first_line(const Frame& frame, const Rect& words) {
  const float first = frame.px(9) + (line_height(frame.fonts.strong) - frame.px(16)) / 2;
  return words.min.y + std::min(first, words.height() / 2);
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
    text_within(frame, frame.fonts.small, {label.max.x + frame.px(6), y}, frame.palette.text_quiet,
                says, at.is_dense ? beside : words.max.x + frame.px(6) - label.max.x);
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
    if (third + line_height(frame.fonts.mono_small) / 2 <= words.max.y)
      write_scale(frame, {words.min.x, third}, key, words.width());
    return;
  }
  text(frame, frame.fonts.mono, {at.z.max.x, y}, frame.palette.text, value, Align::right);
  const float left = name.max.x + frame.px(6);
  write_scale(frame, {left, y}, key,
              at.z.max.x - text_width(frame.fonts.mono, value) - frame.px(6) - left);
}

void draw_row(Frame& frame, const Rect& lane, const Rows& shared, int t) {
  const model::Evaluation& e = *frame.session.numbers();
  const auto [q, r] = core::channel_origin(t, e.document.layer.channel_multiplier);
  const Tone tone = tone_of(frame, t);
  const Fold1Row at = fold1_row(frame, lane, shared.row(t));

  draw_filter_words(frame, at, q, r, tone);
  words_button(frame, at.kernel_words, q, r);
  outline_if_lit(frame, at.kernel, {Term::D, Term::di, Term::dj});
  kernel_grid(frame, at.kernel, q, r, tone.lit());

  const PictureView view = picture(
      frame,
      {fmt::format("z{}", t), {paint::PictureKind::depthwise, t}, e.z, model::Stage::depthwise, t},
      at.z);
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

/// Between the lanes, so it is clipped to both.
void draw_link(Frame& frame, const Rect& lane, const Rows& shared, int t) {
  if (frame.present()) return;
  const Rect input_lane = layout(frame, ImGui::GetIO().DisplaySize).input;
  frame.draw->PushClipRect({input_lane.min.x, shared.area.min.y}, {lane.max.x, shared.area.max.y});
  draw_link_to_kernel(frame, lane,
                      input_row(frame, input_lane, shared, t / shared.per_input).picture,
                      fold1_row(frame, lane, shared.row(t)).kernel, tone_of(frame, t));
  frame.draw->PopClipRect();
}

/// A bracket around the rows of every input channel, where it has several.
void draw_brackets(Frame& frame, const Rect& lane, const Rows& shared) {
  if (shared.per_input < 2) return;
  const int inputs = shared.count / shared.per_input;
  const float x = lane.min.x + frame.px(5);
  const float gap = frame.px(3);
  for (int q = 0; q < inputs; ++q) {
    const Rect band = shared.band(q * shared.per_input, shared.per_input);
    if (!band.overlaps(shared.area.shrunk(0.5f))) continue;
    const bool on_path = q == frame.session.path().q;
    const ImU32 hue = channel_hue(frame.palette, q, inputs);
    link(frame, {{{x + frame.px(4), band.min.y + gap},
                  {x, band.min.y + gap},
                  {x, band.max.y - gap},
                  {x + frame.px(4), band.max.y - gap}},
                 on_path ? hue : fade(hue, 0.5f),
                 frame.px(on_path ? 2 : 1.5f),
                 false});
  }
}

bool is_in_sight(const Rows& shared, int t) {
  const Rect row = shared.band(t, 1);
  constexpr float kRounding = 0.5f;
  return row.min.y >= shared.area.min.y - kRounding && row.max.y <= shared.area.max.y + kRounding;
}

/// The ground of the docked row, with an edge against the rows that it lies over.
void draw_dock(Frame& frame, const Rect& lane, const Rows& shared) {
  const Rect row = shared.row(shared.docked);
  const Rect ground{{lane.min.x + 1, row.min.y}, {lane.max.x - 1, row.max.y}};
  const float edge = shared.band(shared.docked, 1).min.y < row.min.y ? ground.max.y : ground.min.y;
  fill(frame, ground, frame.palette.panel);
  fill(frame, {{ground.min.x, edge - 1}, {ground.max.x, edge}}, frame.palette.control_border);
}

/// All rows, the links first, so that nothing is drawn over by them; the docked one on top.
void draw_rows(Frame& frame, const Rect& lane, const Rows& shared) {
  const auto is_free = [&](int t) { return t != shared.docked && shared.is_visible(t); };
  for (int t = 0; t < shared.count; ++t)
    if (is_free(t)) draw_link(frame, lane, shared, t);
  const Rect seen{{lane.min.x, shared.area.min.y}, {lane.max.x, shared.area.max.y}};
  frame.draw->PushClipRect(seen.min, seen.max, true);
  draw_brackets(frame, lane, shared);
  frame.draw->PopClipRect();
  frame.draw->PushClipRect(seen.min, seen.max, true);
  for (int t = 0; t < shared.count; ++t)
    if (is_free(t)) draw_row(frame, lane, shared, t);
  if (shared.docked >= 0 && !is_in_sight(shared, shared.docked)) draw_dock(frame, lane, shared);
  frame.draw->PopClipRect();
  if (shared.docked < 0) return;
  draw_link(frame, lane, shared, shared.docked);
  frame.draw->PushClipRect(seen.min, seen.max, true);
  draw_row(frame, lane, shared, shared.docked);
  frame.draw->PopClipRect();
}

/// The row to follow: that of the steps while they are walked, else the pinned one, if a row of its
/// own is pinned; -1: none.
int row_to_follow(const Frame& frame, const Rows& shared) {
  if (model::follows_steps(frame.view())) return shared.docked;
  const model::Place& pin = frame.view().pin;
  const bool is_a_row =
      pin.stage == model::Stage::depthwise || pin.stage == model::Stage::pointwise;
  return is_a_row && pin.channel < shared.count ? pin.channel : -1;
}

/// Steps that come to another row bring it into the middle, with its input; so does a pin that is
/// put out of sight. The mix takes every row at every pixel: it is followed only while it stands
/// still.
void follow_row(Frame& frame, const Rows& shared) {
  const int t = row_to_follow(frame, shared);
  const bool walks = model::follows_steps(frame.view());
  const bool hurries = walks && frame.view().playback.playing && !taps_are_walked(frame);
  if (t == frame.window.followed_row || hurries) return;
  frame.window.followed_row = t;
  if (t < 0 || (!walks && is_in_sight(shared, t))) return;
  const float to =
      std::clamp(shared.height * (static_cast<float>(t) + 0.5f) - shared.area.height() / 2, 0.0f,
                 shared.most_scroll());
  frame.look(model::ScrollRows{to});
}

/// How this row's number comes about, worked out: the seam, where the filters of all inputs are
/// laid side by side.
void draw_seam(Frame& frame, const Rect& room) {
  const model::Path& path = frame.session.path();
  const int m = frame.session.numbers()->document.layer.channel_multiplier;
  if (m < 2) return;
  const float line = line_height(frame.fonts.mono_small);
  if (room.height() < 2 * line) return;
  const std::string worked = fmt::format("= {}·{} + {} = {}", path.q, m, path.r, path.t);
  text_within(frame, frame.fonts.mono_small, {room.min.x, room.min.y + line / 2},
              frame.palette.text_quiet, "t = q·m + r", room.width());
  text_within(frame, frame.fonts.mono_small, {room.min.x, room.min.y + 1.5f * line},
              frame.palette.text, worked, room.width());
  frame.registry.add({"seam", room.min, {room.max.x, room.min.y + 2 * line}, 0});
}

}  // namespace

void panel_fold1(Frame& frame, const Rect& rect) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape& s = e.z->shape;
  const core::FilterShape& d = e.filters.depthwise.shape;
  constexpr const char* kTitle = "FOLD 1: DEPTHWISE";
  const Rows shared = shared_rows(frame, lane_parts(frame, rect).rows);
  const std::string in_sight = shared.in_sight();
  lane_card(frame, rect, kTitle,
            shape_text(d.height, d.width, d.in, d.out) + " \xe2\x86\x92 " +
                shape_text(s.batch, s.height, s.width, s.channels),
            in_sight.empty() ? "filters every channel on its own" : in_sight);
  model::Bypass bypass = frame.document().bypass;
  if (const auto on = fold_switch(frame, rect, {"fold 1", kTitle, !bypass.depthwise})) {
    bypass.depthwise = !*on;
    frame.emit(model::SetBypass{bypass});
  }
  draw_rows(frame, rect, shared);
  follow_row(frame, shared);
  scroll_rows(frame, rect, shared);
  if (const auto to = scroll_bar(frame, "rows scroll bar",
                                 {shared.area.min, {rect.max.x - 2, shared.area.max.y}},
                                 shared.content(), shared.scroll))
    frame.look(model::ScrollRows{*to});

  const model::Highlight& h = frame.session.highlighted();
  const int t = frame.session.path().t;
  const Rect foot = lane_parts(frame, rect).foot;
  // The legend stands beside the loupe, or below it where the loupe is beside the rows.
  const Rect loupe_room =
      frame.present() ? foot.without_bottom(legend_height(frame)) : foot.left(foot.width() * 0.74f);
  const Rect legend_room = frame.present() ? foot.bottom(legend_height(frame))
                                           : foot.right(foot.width() * 0.26f - frame.px(10));
  loupe(frame,
        {fmt::format("z{} around [{}, {}]", t, h.pixel.row, h.pixel.column),
         {paint::PictureKind::depthwise, t},
         e.z,
         t,
         h.pixel,
         channel_hue(frame.palette, t / e.document.layer.channel_multiplier, e.x->shape.channels),
         false},
        loupe_room);
  legend(frame, legend_room, fmt::format("z{}", t), {paint::PictureKind::depthwise, t});
  if (!frame.present()) draw_seam(frame, legend_room.without_top(legend_height(frame)));
  filter_editor(frame);
}

}  // namespace twofold::ui::inline lanes
