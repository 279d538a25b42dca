// Lane 2, fold 1: every channel meets only its own filters and becomes m intermediates.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/model/state/stages.h"
#include "app/model/steps/prediction.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/tap_colour.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/channel_list.h"
#include "app/ui/lanes/filter_editor.h"
#include "app/ui/lanes/fold1_row.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/legend.h"
#include "app/ui/lanes/loupe.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/seam.h"

namespace twofold::ui::inline lanes {
namespace {

// Of the lane as a class sees it, from the left.
constexpr float kStrip = 92;    ///< the list of all channels
constexpr float kMiddle = 212;  ///< filter and loupe

/// To the row's filter; where words stand in its way, to them.
void draw_link_to_row(Frame& frame, const Rect& lane, const Rect& picture, const Fold1Row& row,
                      const Tone& tone) {
  const ImVec2 from{picture.max.x, picture.centre().y};
  const float end = name_is_in_the_way(frame, row) ? row.kernel_words.min.x : row.kernel.min.x;
  const ImVec2 to{end - frame.px(3), row.kernel.centre().y};
  // In the gutter between the lanes, so that it crosses no words.
  const float turn = lane.min.x - frame.px(4);
  link(frame, toned(frame, {from, {turn, from.y}, {turn, to.y}, to}, tone));
}

/// The lane of a depthwise stage.
struct FilterLane {
  Rect rect;
  Rows rows;
  int stage = 0;

  int result() const { return stage + 1; }
};

void draw_row(Frame& frame, const FilterLane& lane, int t) {
  const std::string name =
      model::letter_of(frame.session.numbers()->stages.list, lane.result()) + std::to_string(t);
  draw_fold1_row(frame, fold1_row(frame, lane.rect, lane.rows.row(t)), lane.stage, t, name);
}

/// Between the lanes, so it is clipped to both.
void draw_link(Frame& frame, const FilterLane& lane, int t) {
  if (frame.present()) return;
  const Rows& rows = lane.rows;
  const int source = frame.session.numbers()->stages.stage(lane.stage).reads;
  const ChannelPlace from = channel_place(frame, source, t / rows.per_input);
  frame.draw->PushClipRect({from.lane.min.x, rows.area.min.y}, {lane.rect.max.x, rows.area.max.y});
  draw_link_to_row(frame, lane.rect, from.picture, fold1_row(frame, lane.rect, rows.row(t)),
                   tone_of(frame, lane.result(), t));
  frame.draw->PopClipRect();
}

/// A bracket around the rows of every input channel, where it has several.
void draw_brackets(Frame& frame, const FilterLane& lane) {
  const Rows& shared = lane.rows;
  if (shared.per_input < 2) return;
  const int source = frame.session.numbers()->stages.stage(lane.stage).reads;
  const int inputs = shared.count / shared.per_input;
  const float x = lane.rect.min.x + frame.px(5);
  const float gap = frame.px(3);
  for (int q = 0; q < inputs; ++q) {
    const Rect band = shared.band(q * shared.per_input, shared.per_input);
    if (!band.overlaps(shared.area.shrunk(0.5f))) continue;
    const bool on_path = q == frame.session.path().channel(source);
    const ImU32 hue = result_hue(frame, source, q);
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
void draw_rows(Frame& frame, const FilterLane& lane) {
  const Rows& shared = lane.rows;
  const auto is_free = [&](int t) { return t != shared.docked && shared.is_visible(t); };
  for (int t = 0; t < shared.count; ++t)
    if (is_free(t)) draw_link(frame, lane, t);
  const Rect seen{{lane.rect.min.x, shared.area.min.y}, {lane.rect.max.x, shared.area.max.y}};
  frame.draw->PushClipRect(seen.min, seen.max, true);
  draw_brackets(frame, lane);
  frame.draw->PopClipRect();
  frame.draw->PushClipRect(seen.min, seen.max, true);
  for (int t = 0; t < shared.count; ++t)
    if (is_free(t)) draw_row(frame, lane, t);
  if (shared.docked >= 0 && !is_in_sight(shared, shared.docked))
    draw_dock(frame, lane.rect, shared);
  frame.draw->PopClipRect();
  if (shared.docked < 0) return;
  draw_link(frame, lane, shared.docked);
  frame.draw->PushClipRect(seen.min, seen.max, true);
  draw_row(frame, lane, shared.docked);
  frame.draw->PopClipRect();
}

/// The row to follow: that of the steps while they are walked, else the pinned one, if a row of its
/// own is pinned; -1: none.
int row_to_follow(const Frame& frame, const Rows& shared, int result) {
  if (model::follows_steps(frame.view())) return shared.docked;
  const model::Place& pin = frame.view().pin;
  return pin.result == result && pin.channel < shared.count ? pin.channel : -1;
}

/// Steps that come to another row bring it into the middle, with its input; so does a pin that is
/// put out of sight. The mix takes every row at every pixel: it is followed only while it stands
/// still.
void follow_row(Frame& frame, const FilterLane& lane) {
  const Rows& shared = lane.rows;
  if (shared.motion) return;
  const int t = row_to_follow(frame, shared, lane.result());
  const bool walks = model::follows_steps(frame.view());
  const bool hurries = walks && frame.view().playback.playing && !taps_are_walked(frame);
  if (t == frame.window.followed_row || hurries) return;
  frame.window.followed_row = t;
  if (t < 0 || (!walks && is_in_sight(shared, t))) return;
  const float to =
      std::clamp(shared.height * (static_cast<float>(t) + 0.5f) - shared.area.height() / 2, 0.0f,
                 shared.most_scroll());
  frame.look(rows_to(frame, lane.result(), to));
}

/// The pixels of the channel on the path.
void made_loupe(Frame& frame, const Rect& room, int result) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Path& path = frame.session.path();
  const int t = path.channel(result);
  loupe(frame,
        {fmt::format("{}{} around [{}, {}]", model::letter_of(e.stages.list, result), t,
                     path.pixel.row, path.pixel.column),
         paint::result_key(result, t), e.result(result), t, path.pixel,
         result_hue(frame, result, t), false},
        room);
}

/// Where the lane in use has what, beside the list of all channels.
struct WideFold1 {
  Rect filter;
  Rect z;
  Rect loupe;
};

/// The picture has what filter and loupe, one above the other, leave; on a phone the loupe is below
/// both.
WideFold1 wide_fold1(const Frame& frame, const Rect& room, float line) {
  const bool is_phone = frame.is_phone;
  const float half = (room.height() - line) / 2;
  const Rect upper = is_phone ? room.without_bottom(half + frame.px(6)) : room;
  const Rect middle = upper.left(is_phone ? room.width() * 0.4f : frame.px(kMiddle));
  const Rect z = upper.without_left(middle.width() + frame.px(is_phone ? 12 : 24));
  if (is_phone) return {middle, z, room.bottom(half)};
  return {middle.without_bottom(half + frame.px(6)), z, middle.bottom(half)};
}

/// For a class: all channels at the left, the filter and the picture on the path large beside them.
void present_fold1(Frame& frame, const Rect& area, int stage) {
  const model::Evaluation& e = *frame.session.numbers();
  const int t = frame.session.path().channel(stage + 1);
  channel_list(frame, area.left(frame.px(kStrip)), result_list(frame, stage + 1));
  const float line = line_height(frame.fonts.strong) + frame.px(6);
  const WideFold1 wide = wide_fold1(frame, area.without_left(frame.px(kStrip + 14)), line);
  const core::Extent size = e.document.layer.kernel;
  const Rect z = fitted_rect(frame, wide.z.without_top(line));
  Fold1Row at{wide.filter.top(line),
              kernel_cells(frame, wide.filter.without_top(line), size),
              {{z.min.x, wide.z.min.y}, {z.max.x, wide.z.min.y + line}},
              {{z.min.x, wide.z.min.y + line}, {z.max.x, wide.z.min.y + line + z.height()}}};
  draw_fold1_row(frame, at, stage, t,
                 fmt::format("wide {}{}", model::letter_of(e.stages.list, stage + 1), t));
  made_loupe(frame, wide.loupe, stage + 1);
}

/// What the lane does, and what follows it.
std::string lane_words(const core::Stage& stage) {
  const std::string after = after_words(stage);
  return after.empty() ? "filters every channel on its own" : "every channel on its own, " + after;
}

}  // namespace

void panel_fold1(Frame& frame, const Rect& rect, int stage) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape& s = e.result(stage + 1)->shape;
  const core::FilterShape& d = e.filter(stage).shape;
  const std::string full = stage_title(frame, stage);
  const std::string title(fold_title(frame, rect, full));
  const LaneParts parts = lane_parts(frame, rect);
  const FilterLane lane{rect, shared_rows(frame, parts.rows, e.stages.stage(stage).reads), stage};
  const Rows& shared = lane.rows;
  const std::string in_sight = shared.in_sight();
  lane_card(frame, rect, title,
            shape_text(d.height, d.width, d.in, d.out) + " \xe2\x86\x92 " +
                shape_text(s.batch, s.height, s.width, s.channels),
            in_sight.empty() ? lane_words(e.stages.stage(stage)) : in_sight);
  model::Bypass bypass = frame.document().bypass;
  if (const auto on = fold_switch(frame, rect, {"fold 1", title, !bypass.depthwise})) {
    bypass.depthwise = !*on;
    frame.emit(model::SetBypass{bypass});
  }
  if (frame.present()) {
    present_fold1(frame, {parts.rows.min, parts.foot.max}, stage);
    return filter_editor(frame);
  }
  draw_rows(frame, lane);
  follow_row(frame, lane);
  scroll_rows(frame, rect, shared, lane.result());
  if (const auto to = scroll_bar(frame, "rows scroll bar",
                                 {shared.area.min, {rect.max.x - 2, shared.area.max.y}},
                                 shared.content(), shared.scroll))
    frame.look(rows_to(frame, lane.result(), *to));

  const Rect& foot = parts.foot;
  made_loupe(frame, foot.left(foot.width() * 0.74f), lane.result());
  const int t = frame.session.path().channel(lane.result());
  const Rect legend_room = foot.right(foot.width() * 0.26f - frame.px(10));
  legend(frame, legend_room, model::letter_of(e.stages.list, lane.result()) + std::to_string(t),
         paint::result_key(lane.result(), t));
  seam(frame, legend_room.without_top(legend_height(frame)), stage);
  filter_editor(frame);
}

}  // namespace twofold::ui::inline lanes
