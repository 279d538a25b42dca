#include "app/ui/columns.h"

#include <algorithm>

namespace twofold::ui {
namespace {

constexpr float kNames = 34;
constexpr float kLeastColumn = 34;
constexpr float kMostColumn = 74;
constexpr float kPresentFoot = 34;

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
  return {parts.header, body.without_bottom(foot), body.bottom(foot)};
}

Columns matrix_columns(const Frame& frame, const Rect& lane) {
  const LaneParts parts = matrix_parts(frame, lane);
  const model::Evaluation& e = *frame.session.numbers();
  Columns c;
  c.area = {{parts.rows.min.x + frame.px(kNames), parts.rows.min.y},
            {parts.rows.max.x, parts.foot.max.y}};
  c.count = e.filters.pointwise.shape.out;
  c.width = std::clamp(c.area.width() / static_cast<float>(c.count), frame.px(kLeastColumn),
                       frame.px(kMostColumn));
  c.scroll = std::clamp(frame.view().columns_scroll, 0.0f, c.most_scroll());
  c.docked = frame.session.highlighted().y_channel;
  return c;
}

}  // namespace twofold::ui
