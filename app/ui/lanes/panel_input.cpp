// Lane 1: x, channel by channel, each level with the filters that read it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/numbers/made_channels.h"
#include "app/model/steps/prediction.h"
#include "app/ui/cost/cost_words.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/channel_list.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/loupe.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/row_motion.h"
#include "core/shape.h"

namespace twofold::ui::inline lanes {
namespace {

// Of the lane as a class sees it, from the left.
constexpr float kStrip = 92;  ///< the list of all channels
constexpr float kLoupe = 180;

std::string channel_name(const model::Evaluation& e, int q) {
  const std::string name = e.document.source == model::InputSource::made
                               ? model::made_channel_name(q)
                               : model::channel_letter(q, e.x()->shape.channels);
  return fmt::format("x{} {}", q, name);
}

std::string value_text(const Frame& frame, float value) {
  return frame.view().values_as_bytes ? fixed(value * 255.0, 0) : steady(value);
}

void draw_channel(Frame& frame, const InputRow& at, int q, const std::string& name_of_picture) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const int channels = e.x()->shape.channels;
  const bool lit = h.lit.front()[static_cast<std::size_t>(q)];
  const ImU32 hue = channel_hue(frame.palette, q, channels);
  const float middle = at.words.min.y + frame.px(9);
  const int b = frame.batch_index(e.x()->shape);
  const model::Place under =
      model::input_under(e.document.layer, e.x()->shape, h.pixel.row, h.pixel.column);
  const std::string value = value_text(frame, e.x()->at(b, under.row, under.column, q));
  // Beside the value, where a narrow lane has no room for both, the letter alone.
  const std::string whole = channel_name(e, q);
  const float beside = at.picture.width() - text_width(frame.fonts.mono, value) - frame.px(4);
  const float room = at.is_level ? at.words.width() : beside;
  const bool is_short = chip_width(frame, whole) > room;
  const Rect name =
      chip(frame, {at.words.min.x, middle}, is_short ? fmt::format("x{}", q) : whole, hue, lit);
  outline_if_lit(frame, name, {Term::q});
  const PictureView view = picture(
      frame, {name_of_picture, paint::result_key(0, q), e.x(), model::kInput, q}, at.picture);
  if (!lit) fill(frame, view.rect(), fade(frame.palette.dim, 0.6f));
  overlay_input(frame, view, q);
  if (frame.present() && q == frame.session.path().q()) overview(frame, view);
  outline_if_lit(frame, view.rect(), {Term::x});
  outline_if_lit(frame, window_rect(frame, view), {Term::di, Term::dj, Term::dilations});
  const float below = middle + line_height(frame.fonts.strong) + frame.px(4);
  const bool has_room = below + cap_height(*frame.fonts.mono) / 2 <= at.words.max.y;
  if (at.is_level && has_room)
    text(frame, frame.fonts.mono, {at.words.min.x, below}, frame.palette.text, value);
  else if (!at.is_level)
    text(frame, frame.fonts.mono, {view.rect().max.x, middle}, frame.palette.text, value,
         Align::right);
}

/// What changes when there is nothing to keep apart, below the one picture.
void one_channel_notice(Frame& frame, const Rect& lane, const Rows& shared) {
  const float top = input_row(frame, lane, shared, 0).picture.max.y + frame.px(6);
  const float line = line_height(frame.fonts.small);
  const Rect room{{lane.min.x + frame.px(12), top}, {lane.max.x - frame.px(12), shared.area.max.y}};
  const int lines = how_many(room.height(), line);
  if (lines < 1 || !frame.session.problems().empty()) return;
  if (model::hides_cost(frame.view().playback)) return;
  frame.registry.add({"one channel", room.min, room.max, 0});
  paragraph(frame, frame.fonts.small, {room.min.x, room.min.y + line / 2}, frame.palette.text_quiet,
            one_channel_sentence(layer_cost(frame.document())), room.width(), lines);
}

/// The pixels of the x on the path, with the window.
void x_loupe(Frame& frame, const Rect& room) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape& s = e.x()->shape;
  const int q = frame.session.path().q();
  const model::Place centre = model::input_place(frame.session.highlighted(), e.stages.list, s);
  loupe(frame,
        {fmt::format("{} around [{}, {}]", channel_name(e, q), centre.row, centre.column),
         paint::result_key(0, q),
         e.x(),
         q,
         {centre.row, centre.column},
         channel_hue(frame.palette, q, s.channels),
         true},
        room);
}

/// For a class: all channels at the left, the one on the path large beside its pixels.
void present_input(Frame& frame, const Rect& area) {
  channel_list(frame, area.left(frame.px(kStrip)), input_list(frame));
  const Rect rest = area.without_left(frame.px(kStrip + 14));
  x_loupe(frame, rest.left(frame.px(kLoupe)));
  const Rect shown = rest.without_left(frame.px(kLoupe + 14));
  const float line = line_height(frame.fonts.strong) + frame.px(6);
  const Rect x = fitted_rect(frame, shown.without_top(line));
  const InputRow at{{{x.min.x, shown.min.y}, {x.max.x, shown.min.y + line}},
                    {{x.min.x, shown.min.y + line}, {x.max.x, shown.min.y + line + x.height()}}};
  const int q = frame.session.path().q();
  draw_channel(frame, at, q, fmt::format("wide x{}", q));
}

/// Which channels are in sight, where not all are: "x0 to x1 of 3".
std::string channels_in_sight(const Rows& rows, int channels) {
  if (rows.most_scroll() <= 0) return {};
  const float each = rows.height * static_cast<float>(rows.per_input);
  constexpr float kRounding = 0.01f;
  const int first = static_cast<int>(rows.scroll / each + kRounding);
  const int end =
      static_cast<int>(std::ceil((rows.scroll + rows.area.height()) / each - kRounding));
  // The one on the path is docked where its rows are scrolled away.
  const int docked = rows.docked >= 0 ? rows.docked / rows.per_input : first;
  const bool is_beside = docked < first || docked >= end;
  if (std::min(end, channels) - first + (is_beside ? 1 : 0) >= channels) return {};
  if (end - first < 2) return fmt::format("x{} of {}", first, channels);
  return fmt::format("x{} to x{} of {}", first, std::min(end, channels) - 1, channels);
}

/// What the lane holds, in a few words.
std::string lane_words(const Frame& frame, const Rows& rows, const core::Shape& in) {
  const model::InputSource source = frame.session.numbers()->document.source;
  if (source == model::InputSource::noise) return "cost only: seeded noise";
  if (source == model::InputSource::made) return model::made_channel_name(frame.session.path().q());
  if (source == model::InputSource::network) return "what the layer reads";
  if (in.batch > 1) {
    return fmt::format("{} {} of 0..{}", source == model::InputSource::crops ? "piece" : "picture",
                       frame.batch_index(in), in.batch - 1);
  }
  const std::string in_sight = channels_in_sight(rows, in.channels);
  if (!in_sight.empty()) return in_sight;
  return in.channels == 1 ? "one channel only" : "every channel apart";
}

}  // namespace

void panel_input(Frame& frame, const Rect& rect) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape& s = e.x()->shape;
  const LaneParts parts = lane_parts(frame, rect);
  lane_card(frame, rect, "INPUT", shape_text(s.batch, s.height, s.width, s.channels),
            lane_words(frame, shared_rows(frame, parts.rows, model::kInput), s));
  if (frame.present()) return present_input(frame, {parts.rows.min, parts.foot.max});
  move_rows(frame, parts.rows);
  const Rows shared = shared_rows(frame, parts.rows, model::kInput);
  frame.draw->PushClipRect(shared.area.min, {rect.max.x, shared.area.max.y}, true);
  // What the docked row leaves less of has no room for words.
  constexpr float kLeastShare = 0.6f;
  const auto is_seen = [&](int q) {
    const Rect seen = shared.seen_band(q * shared.per_input, shared.per_input);
    return seen.height() > kLeastShare * shared.height;
  };
  for (int q = 0; q < s.channels; ++q)
    if (is_seen(q))
      draw_channel(frame, input_row(frame, rect, shared, q), q, fmt::format("x{}", q));
  if (const int q = frame.session.path().q(); !is_seen(q)) {
    // Level with its docked row, over the others.
    const InputRow at = input_row(frame, rect, shared, q);
    fill(frame, {{rect.min.x + 1, at.words.min.y}, {rect.max.x - 1, at.picture.max.y}},
         frame.palette.panel);
    draw_channel(frame, at, q, fmt::format("x{}", q));
  }
  frame.draw->PopClipRect();
  if (s.channels == 1) one_channel_notice(frame, rect, shared);

  scroll_rows(frame, rect, shared, model::kInput);

  x_loupe(frame, parts.foot);
}

}  // namespace twofold::ui::inline lanes
