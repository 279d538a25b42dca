#include "app/ui/draw/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/model/state/stages.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline draw {
namespace {

constexpr float kBar = 48;
constexpr float kBarOfSeveral = 40;  // a row of it
constexpr float kStatus = 22;
constexpr float kGap = 8;
constexpr float kCostWidth = 372;
constexpr float kLeastBottom = 206;
constexpr float kLeastRow = 30;  ///< a filter, a picture and their words in one line
constexpr float kMostRow = 210;

// Present: what is in use is wide, the rest folded, below it the sum and the ratio.
constexpr float kFolded = 98;
constexpr float kPresentBottom = 204;
constexpr float kPresentLoupe = 212;
constexpr float kPresentCost = 244;
constexpr float kPresentRow = 44;

// A phone: names above, the sum below the lane, the ratio below that.
constexpr float kTab = 36;
constexpr float kPhoneSum = 186;
constexpr float kPhoneCost = 58;
constexpr float kAcrossShare = 0.46f;

/// The left edges of the stages' lanes and of the output's, as shares of the width. Of a list of
/// three or more, input and output give room to the lanes between them.
std::vector<float> edges_of(const std::array<float, 3>& splits, int stages) {
  if (stages == 1) return {splits[0], splits[2]};
  if (stages == 2) return {splits[0], splits[1], splits[2]};
  constexpr float kInputShare = 0.8f;
  constexpr float kOutputShare = 0.72f;
  const float from = splits[0] * kInputShare;
  const float to = 1 - (1 - splits[2]) * kOutputShare;
  std::vector<float> edges;
  for (int i = 0; i <= stages; ++i)
    edges.push_back(from + (to - from) * static_cast<float>(i) / static_cast<float>(stages));
  return edges;
}

/// The same as they are seen: no lane is narrower than its words need, unless it begins so; what
/// was dragged in a wider window may be.
std::vector<float> lane_edges(const Frame& frame, int stages, float width) {
  std::vector<float> edges = edges_of(frame.view().lane_splits, stages);
  const std::vector<float> opening = edges_of(model::ViewState{}.lane_splits, stages);
  const auto at = [&](const std::vector<float>& all, std::size_t i) {
    return i == 0 ? 0.0f : i > all.size() ? 1.0f : all[i - 1];
  };
  const auto least = [&](std::size_t lane) {
    return std::min(frame.px(kLeastLane) / width, at(opening, lane + 1) - at(opening, lane));
  };
  for (std::size_t i = 0; i < edges.size(); ++i)
    edges[i] = std::max(edges[i], at(edges, i) + least(i));
  for (std::size_t i = edges.size(); i-- > 0;)
    edges[i] = std::min(edges[i], at(edges, i + 2) - least(i + 1));
  return edges;
}

void place_lanes(const Frame& frame, const Rect& lanes, Layout& l) {
  const float gap = frame.px(kGap);
  const auto lane = [&](float from, float to) {
    const float left = from > 0 ? gap / 2 : 0;
    const float right = to < 1 ? gap / 2 : 0;
    return lanes.without_left(from * lanes.width() + left)
        .left((to - from) * lanes.width() - left - right);
  };
  const std::vector<float> edges = lane_edges(frame, shown_stages(frame), lanes.width());
  l.input = lane(0, edges.front());
  for (std::size_t i = 0; i + 1 < edges.size(); ++i)
    l.stages.push_back(lane(edges[i], edges[i + 1]));
  // One lane alone is both together, to the last bit.
  const float middle = frame.view().lane_splits[1];
  if (l.stages.size() == 1)
    l.stages.front() = {lane(edges.front(), middle).min, lane(middle, edges.back()).max};
  l.output = lane(edges.back(), 1);
}

/// All lanes from the input's to the output's, where next(lane) says.
template <class Next>
void place_each(int stages, Layout& l, Next&& next) {
  l.input = next(model::kInput);
  for (int i = 1; i <= stages; ++i) l.stages.push_back(next(i));
  l.output = next(model::kOutput);
}

/// Present: one lane is in use, the others are folded.
void place_folded_lanes(const Frame& frame, const Rect& lanes, Layout& l) {
  const int stages = shown_stages(frame);
  const float gap = frame.px(kGap);
  const float folded = frame.px(kFolded);
  const float wide =
      std::max(lanes.width() - static_cast<float>(stages + 1) * (folded + gap), 1.0f);
  const int in_use = presented_lane(frame);
  float x = lanes.min.x;
  const auto next = [&](int lane) {
    const float width = lane == in_use ? wide : folded;
    const Rect rect{{x, lanes.min.y}, {x + width, lanes.max.y}};
    x += width + gap;
    return rect;
  };
  place_each(stages, l, next);
}

/// What controls are higher by where fingers press them.
float grown(const Frame& frame) {
  return std::max(frame.around.least_control - frame.px(28), 0.0f);
}

/// On a phone: the names of the other lanes side by side, below them the one in use.
void place_tabs(const Frame& frame, const Rect& lanes, Layout& l) {
  const int stages = shown_stages(frame);
  const float gap = frame.px(kGap);
  const float tab = frame.px(kTab) + grown(frame);
  const auto others = static_cast<float>(stages + 1);
  const float width = (lanes.width() - (others - 1) * gap) / others;
  const int in_use = presented_lane(frame);
  float x = lanes.min.x;
  const auto next = [&](int lane) {
    if (lane == in_use) return lanes.without_top(tab + gap);
    const Rect rect{{x, lanes.min.y}, {x + width, lanes.min.y + tab}};
    x += width + gap;
    return rect;
  };
  place_each(stages, l, next);
}

/// Held upright the sum is below the lane, and the ratio below that; held across both are beside
/// it.
Layout with_phone_parts(const Frame& frame, const Rect& rest, Layout l) {
  const float gap = frame.px(kGap);
  if (rest.width() > rest.height()) {
    const Rect beside = rest.right(rest.width() * kAcrossShare);
    l.cost = beside.bottom(frame.px(kPhoneCost));
    l.one_value = beside.without_bottom(frame.px(kPhoneCost) + gap);
    place_tabs(frame, rest.without_right(beside.width() + gap), l);
    return l;
  }
  const float cost = std::min(frame.px(kPhoneCost), rest.height() / 4);
  const float sum = std::min(frame.px(kPhoneSum) + grown(frame), rest.height() * 0.37f);
  l.cost = rest.bottom(cost);
  l.one_value = rest.without_bottom(cost + gap).bottom(sum);
  place_tabs(frame, rest.without_bottom(cost + sum + 2 * gap), l);
  return l;
}

}  // namespace

float bar_row_height(const Frame& frame) {
  const float row = frame.px(frame.window.bar_rows > 1 ? kBarOfSeveral : kBar);
  return std::max(row, frame.around.least_control + frame.px(6));
}

bool is_phone(const Surroundings& around, ImVec2 size) {
  constexpr float kLeastWidth = 600;   // for lanes side by side
  constexpr float kLeastHeight = 440;  // for lanes above the sum, where fingers press
  const bool is_narrow = size.x < kLeastWidth * around.scale && size.x < size.y;
  const bool is_low = around.least_control > 0 && size.y < kLeastHeight * around.scale;
  return is_narrow || is_low;
}

Layout layout(const Frame& frame, ImVec2 size) {
  const float gap = frame.px(kGap);
  const model::ViewState& view = frame.view();
  Layout l;
  Rect rest{{0, 0}, size};
  // Two rows stand a little closer.
  const float bar = bar_row_height(frame) * static_cast<float>(frame.window.bar_rows);
  l.bar = rest.top(bar);
  rest = rest.without_top(bar);
  // Before a class the status line's small print would take room from the lanes.
  const float status = frame.present() ? frame.px(kGap) : frame.px(kStatus);
  l.status = rest.bottom(status);
  rest = rest.without_bottom(status);
  rest = rest.without_left(gap).without_right(gap).without_top(gap);

  if (frame.is_phone) return with_phone_parts(frame, rest, l);

  const bool present = frame.present();
  const float wanted = present ? frame.px(kPresentBottom) : rest.height() * (1 - view.bottom_split);
  const float most = rest.height() * 0.6f;
  const float bottom =
      std::clamp(wanted, std::min(present ? 0.0f : frame.px(kLeastBottom), most), most);
  const Rect below = rest.bottom(bottom);
  const float cost = frame.px(present ? kPresentCost : kCostWidth);
  l.cost = below.right(cost);
  l.one_value = below.without_right(cost + gap);
  const Rect lanes = rest.without_bottom(bottom + gap);
  if (present)
    place_folded_lanes(frame, lanes, l);
  else
    place_lanes(frame, lanes, l);
  return l;
}

int shown_stages(const Frame& frame) {
  if (frame.view().operation == model::OperationView::regular) return 1;
  const model::Evaluation* e = frame.session.numbers();
  const core::Chain list = e ? e->stages.list : model::stages_of(frame.document());
  if (frame.view().operation == model::OperationView::depthwise)
    return core::window_stage(list) + 1;
  return static_cast<int>(list.stages.size());
}

int presented_lane(const Frame& frame) {
  const int lane = frame.view().present_lane;
  return lane == model::kOutput ? lane : std::min(lane, shown_stages(frame));
}

LaneParts lane_parts(const Frame& frame, const Rect& lane) {
  const Rect inside = lane.shrunk(frame.px(10));
  if (frame.present()) {
    // One lane is wide: the loupe stands beside the rows, at full height.
    const float title = line_height(frame.fonts.title) + line_height(frame.fonts.small);
    const Rect body = inside.without_top(title + frame.px(4));
    const float loupe = std::min(frame.px(kPresentLoupe), body.width() / 2);
    return {inside.top(title), body.without_right(loupe + frame.px(kGap)), body.right(loupe)};
  }
  const float header = line_height(frame.fonts.title) + 2 * line_height(frame.fonts.small);
  // In a low window the loupe shows fewer pixels, so that rows stay.
  const float cells = line_height_of_cells(frame);
  const float spare = inside.height() - header - frame.px(4 + 3 * kLeastRow);
  const float foot = within(spare, 4 * cells, 8 * cells);
  return {inside.top(header), inside.without_top(header + frame.px(4)).without_bottom(foot),
          inside.bottom(foot - frame.px(8))};
}

/// From the top of the area; between where it stood and where it will stand, while it is on its
/// way.
RowPlace Rows::place(int t) const {
  const RowPlace to{height * static_cast<float>(t) - scroll, height};
  if (!motion || t >= std::ssize(motion->from)) return to;
  const RowPlace& from = motion->from[static_cast<std::size_t>(t)];
  return {from.top + (to.top - from.top) * arrived,
          from.height + (to.height - from.height) * arrived};
}

Rect Rows::row(int t) const {
  const RowPlace at = place(t);
  float top = area.min.y + at.top;
  if (t == docked) top = within(top, area.min.y, area.max.y - at.height);
  return {{area.min.x, top}, {area.max.x, top + at.height}};
}

Rect Rows::band(int first, int n) const {
  const RowPlace last = place(first + n - 1);
  return {{area.min.x, area.min.y + place(first).top},
          {area.max.x, area.min.y + last.top + last.height}};
}

Rect Rows::seen_band(int first, int n) const {
  Rect seen = band(first, n);
  const bool is_among = docked >= first && docked < first + n;
  if (docked >= 0 && !is_among) {
    const Rect over = row(docked);
    if (over.centre().y > seen.centre().y)
      seen.max.y = std::min(seen.max.y, over.min.y);
    else
      seen.min.y = std::max(seen.min.y, over.max.y);
  }
  seen.min.y = std::max(seen.min.y, area.min.y);
  seen.max.y = std::max(std::min(seen.max.y, area.max.y), seen.min.y);
  return seen;
}

std::string Rows::in_sight() const {
  if (most_scroll() <= 0) return {};
  const int first = static_cast<int>(std::lround(scroll / height));
  const int last = std::min(count, first + static_cast<int>(std::lround(area.height() / height)));
  return fmt::format("rows {} to {} of {}", first + 1, last, count);
}

Rows rows(const Frame& frame, const Rect& area, const RowCount& count) {
  Rows r;
  r.area = area;
  r.count = std::max(count.rows, 1);
  r.per_input = std::max(count.per_input, 1);
  const float least = frame.px(frame.present() ? kPresentRow : kLeastRow);
  const int fit = std::max(how_many(area.height(), least), 1);
  // In steps that add up without rounding: rows that fit have nothing to scroll.
  const float share = area.height() / static_cast<float>(std::min(r.count, fit));
  r.height = within(std::floor(share * 64) / 64, 1.0f, std::max(least, frame.px(kMostRow)));
  const float wanted = std::round(count.scroll / r.height) * r.height;
  r.scroll = within(wanted, 0.0f, r.most_scroll());
  r.docked = count.chosen;
  const RowMotion& motion = frame.window.row_motion;
  if (motion.moves && std::ssize(motion.from) == r.count && motion.per_input == r.per_input) {
    r.motion = &motion;
    // Fast at first, and gently into place.
    const float left = 1 - std::clamp(motion.seconds / kRowsMove, 0.0f, 1.0f);
    r.arrived = 1 - left * left * left;
  }
  return r;
}

float line_height_of_cells(const Frame& frame) {
  return frame.fonts.mono_small->FontSize + frame.px(2);
}

}  // namespace twofold::ui::inline draw
