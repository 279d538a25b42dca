#include "app/ui/lanes/output_grid.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw/draw.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/result_lane.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kChannelsShare = 0.40f;
constexpr float kLeastPicture = 44;
constexpr float kMostCell = 210;

int columns_for(int count) { return count <= 4 ? 1 : (count <= 12 ? 2 : 3); }

}  // namespace

Rect output_channels_rect(const Frame& frame, const Rect& lane) {
  const float width = std::clamp(lane.width() * kChannelsShare,
                                 std::min(frame.px(214), lane.width()), frame.px(300));
  return lane.left(width);
}

float OutputGrid::content() const {
  const int rows = (count + columns - 1) / columns;
  return cell_height * static_cast<float>(rows);
}

Rect OutputGrid::cell(int k) const {
  const int row = k / columns;
  const float left = area.min.x + cell_width * static_cast<float>(k % columns);
  float top = area.min.y + cell_height * static_cast<float>(row) - scroll;
  if (k == docked)
    top = std::clamp(top, area.min.y, std::max(area.min.y, area.max.y - cell_height));
  return {{left, top}, {left + cell_width, top + cell_height}};
}

Rect OutputGrid::beside_docked(int k, Rect room) const {
  if (docked < 0 || docked >= count || k == docked || k % columns != docked % columns) return room;
  const Rect over = cell(docked);
  if (k < docked)
    room.max.y = std::min(room.max.y, over.min.y);
  else
    room.min.y = std::max(room.min.y, over.max.y);
  return room;
}

Rect OutputGrid::picture(int k) const {
  const Rect c = cell(k);
  const ImVec2 min{c.min.x + names, c.min.y + words};
  return {min, {min.x + picture_size.x, min.y + picture_size.y}};
}

OutputGrid output_grid(const Frame& frame, const Rect& lane) {
  const LaneParts parts = lane_parts(frame, output_channels_rect(frame, lane));
  OutputGrid g;
  const ResultLane what = result_lane(frame);
  g.count = what.tensor->shape.channels;
  g.columns = columns_for(g.count);
  // Room at the left for the links that come in.
  g.area = {{parts.rows.min.x + frame.px(g.count <= 4 ? 16 : 8), parts.rows.min.y}, parts.rows.max};
  g.cell_width = g.area.width() / static_cast<float>(g.columns);
  const int rows = (g.count + g.columns - 1) / g.columns;
  const float even = g.area.height() / static_cast<float>(rows);
  const float words = std::max(frame.px(20), line_height(frame.fonts.strong) + frame.px(4));
  const float gap = frame.px(8);
  g.cell_height = std::clamp(even, words + frame.px(kLeastPicture), frame.px(kMostCell));
  const auto fitted = [&](float left, float top) {
    return fitted_rect(frame, {{left, top}, {g.cell_width - gap, g.cell_height - gap}}).size();
  };
  const float names = frame.px(48);
  const ImVec2 above = fitted(0, words);
  const ImVec2 beside = fitted(names, 0);
  const bool is_level = g.columns == 1 && beside.x > above.x;
  g.picture_size = is_level ? beside : above;
  (is_level ? g.names : g.words) = is_level ? names : words;
  g.cell_height = std::min(g.cell_height, g.picture_size.y + g.words + gap);
  g.scroll = std::clamp(frame.view().outputs_scroll, 0.0f, g.most_scroll());
  g.docked = what.chosen;
  return g;
}

}  // namespace twofold::ui::inline lanes
