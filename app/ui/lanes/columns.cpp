#include "app/ui/lanes/columns.h"

#include <algorithm>
#include <cmath>

#include "app/model/state/stages.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kNames = 34;
constexpr float kLeastColumn = 34;
constexpr float kMostColumn = 74;
constexpr float kPresentFoot = 34;
constexpr float kHeads = 20;

}  // namespace

Rect Columns::column(int k) const {
  float left = area.min.x + width * static_cast<float>(k) - scroll;
  if (k == docked) left = std::clamp(left, area.min.x, std::max(area.min.x, area.max.x - width));
  return {{left, area.min.y}, {left + width, area.max.y}};
}

LaneParts matrix_parts(const Frame& frame, const Rect& lane) {
  LaneParts parts = lane_parts(frame, lane);
  if (!frame.present()) return parts;
  const float foot = frame.px(kPresentFoot);
  const Rect body{parts.rows.min, {parts.foot.max.x, parts.rows.max.y}};
  return {parts.header, body.without_top(frame.px(kHeads)).without_bottom(foot), body.bottom(foot)};
}

Rect matrix_heads(const Frame& frame, const LaneParts& parts) {
  const Rect& rows = parts.rows;
  return {{rows.min.x, rows.min.y - frame.px(kHeads)}, {rows.max.x, rows.min.y - frame.px(2)}};
}

Columns matrix_columns(const Frame& frame, const Rect& lane, int stage) {
  const LaneParts parts = matrix_parts(frame, lane);
  const model::Evaluation& e = *frame.session.numbers();
  Columns c;
  c.area = {{parts.rows.min.x + frame.px(kNames), parts.rows.min.y},
            {parts.rows.max.x, parts.foot.max.y}};
  c.count = e.filter(stage).shape.out;
  // Columns stand whole: as many as fit, and scrolled by whole ones.
  const int fit = std::max(how_many(c.area.width(), frame.px(kLeastColumn)), 1);
  c.width =
      std::min(c.area.width() / static_cast<float>(std::min(c.count, fit)), frame.px(kMostColumn));
  const bool is_last = stage == model::last_mix(e.stages.list);
  const float scroll = is_last ? frame.view().columns_scroll : frame.view().other_columns_scroll;
  c.scroll = std::clamp(std::round(scroll / c.width) * c.width, 0.0f, c.most_scroll());
  c.docked = frame.session.path().channel(stage + 1);
  return c;
}

void scroll_columns(Frame& frame, const Columns& columns, const Rect& heads, const Rect& below,
                    int stage) {
  if (columns.most_scroll() <= 0) return;
  const bool other = stage != model::last_mix(frame.session.numbers()->stages.list);
  const Rect strip{{columns.area.min.x, heads.min.y}, {columns.area.max.x, heads.max.y}};
  const Rect foot{{strip.min.x, below.min.y}, {strip.max.x, below.max.y}};
  const ImGuiIO& io = ImGui::GetIO();
  float by = io.MouseWheelH * -frame.px(48);
  if (io.MouseWheel != 0 && (strip.contains(io.MousePos) || foot.contains(io.MousePos)))
    by -= io.MouseWheel * frame.px(48);
  if (by != 0) {
    const float to = std::clamp(columns.scroll + by, 0.0f, columns.most_scroll());
    frame.look(model::ScrollColumns{to, other});
  }
  const Rect track = foot.bottom(frame.px(5));
  const float share = columns.area.width() / columns.content();
  const float length = track.width() * share;
  const float left =
      track.min.x + (track.width() - length) * columns.scroll / columns.most_scroll();
  press_area(other ? "other columns scroll bar" : "columns scroll bar",
             {{track.min.x, track.min.y - frame.px(3)}, {track.max.x, track.max.y + frame.px(1)}});
  fill(frame, track, fade(frame.palette.track, 0.5f), frame.px(3));
  fill(frame, {{left, track.min.y}, {left + length, track.max.y}},
       ImGui::IsItemActive() ? frame.palette.text_quiet : frame.palette.text_faint, frame.px(3));
  if (!ImGui::IsItemActive()) return;
  const float at =
      (io.MousePos.x - track.min.x - length / 2) / std::max(track.width() - length, 1.0f);
  const float to = std::clamp(at, 0.0f, 1.0f) * columns.most_scroll();
  frame.look(model::ScrollColumns{to, other});
}

}  // namespace twofold::ui::inline lanes
