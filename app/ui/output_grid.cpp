#include "app/ui/output_grid.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw.h"
#include "app/ui/lane.h"
#include "app/ui/picture_view.h"

namespace twofold::ui {
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

Rect OutputGrid::picture(int k) const {
  const Rect c = cell(k);
  const ImVec2 min{c.min.x, c.min.y + words};
  return {min, {min.x + picture_size.x, min.y + picture_size.y}};
}

OutputGrid output_grid(const Frame& frame, const Rect& lane) {
  const LaneParts parts = lane_parts(frame, output_channels_rect(frame, lane));
  OutputGrid g;
  g.count = frame.session.numbers()->document.layer.out_channels;
  g.columns = columns_for(g.count);
  // Room at the left for the links that come in.
  g.area = {{parts.rows.min.x + frame.px(g.count <= 4 ? 16 : 8), parts.rows.min.y}, parts.rows.max};
  g.words = std::max(frame.px(20), line_height(frame.fonts.strong) + frame.px(4));
  g.cell_width = g.area.width() / static_cast<float>(g.columns);
  const int rows = (g.count + g.columns - 1) / g.columns;
  const float even = g.area.height() / static_cast<float>(rows);
  g.cell_height = std::clamp(even, g.words + frame.px(kLeastPicture), frame.px(kMostCell));
  const float gap = frame.px(8);
  const Rect room{{0, 0}, {g.cell_width - gap, g.cell_height - g.words - gap}};
  const Rect fitted = fitted_rect(frame, room);
  g.picture_size = fitted.size();
  g.cell_height = std::min(g.cell_height, g.picture_size.y + g.words + gap);
  g.scroll = std::clamp(frame.view().outputs_scroll, 0.0f, g.most_scroll());
  g.docked = frame.session.highlighted().y_channel;
  return g;
}

}  // namespace twofold::ui
