// The gradient of the student that is looked at beside its weights; of the pinned weight, what a
// nudge does, and each pixel's share.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

constexpr float kLargestSlice = 72;
constexpr float kLargestWeight = 26;

/// A filter as heat whose cells can be pinned.
struct FilterMap {
  std::string name;
  const core::Filter& filter;
  std::size_t first = 0;   ///< place of its first value in the student's list of weights
  std::size_t pinned = 0;  ///< in that list
};

/// Where a filter's cells lie: slices, a row an input channel, or a matrix where they are 1 x 1.
class Cells {
 public:
  Cells(const Frame& frame, const core::FilterShape& s, const Rect& room) : shape_(s) {
    const bool is_matrix = s.height * s.width == 1;
    gap_ = is_matrix ? 0 : std::max(1.0f, frame.px(2));
    const float most = frame.px(is_matrix ? kLargestWeight : kLargestSlice);
    const float tall = static_cast<float>(s.height) / static_cast<float>(s.width);
    width_ = std::min({room.width() / static_cast<float>(s.out),
                       room.height() / static_cast<float>(s.in) / tall, most});
    // A matrix may be squeezed: its rows are many and its columns few.
    height_ = is_matrix ? std::min(room.height() / static_cast<float>(s.in), most) : width_ * tall;
    if (is_matrix) width_ = std::min(room.width() / static_cast<float>(s.out), most);
    all_ = {room.min,
            {room.min.x + width_ * static_cast<float>(s.out),
             room.min.y + height_ * static_cast<float>(s.in)}};
  }

  const Rect& all() const { return all_; }
  Rect slice(int q, int k) const {
    const ImVec2 min{all_.min.x + width_ * static_cast<float>(k),
                     all_.min.y + height_ * static_cast<float>(q)};
    return {min, {min.x + width_ - gap_, min.y + height_ - gap_}};
  }
  Rect cell(int ky, int kx, int q, int k) const {
    const Rect at = slice(q, k);
    const float w = at.width() / static_cast<float>(shape_.width);
    const float h = at.height() / static_cast<float>(shape_.height);
    const ImVec2 min{at.min.x + w * static_cast<float>(kx), at.min.y + h * static_cast<float>(ky)};
    return {min, {min.x + w, min.y + h}};
  }
  /// The place in the filter of what lies under a point inside all().
  std::size_t index_at_point(ImVec2 p) const {
    const double x = (p.x - all_.min.x) / width_;
    const double y = (p.y - all_.min.y) / height_;
    const int k = index_at(x, shape_.out);
    const int q = index_at(y, shape_.in);
    const int kx = index_at((x - k) * shape_.width, shape_.width);
    const int ky = index_at((y - q) * shape_.height, shape_.height);
    return ((static_cast<std::size_t>(ky) * static_cast<std::size_t>(shape_.width) +
             static_cast<std::size_t>(kx)) *
                static_cast<std::size_t>(shape_.in) +
            static_cast<std::size_t>(q)) *
               static_cast<std::size_t>(shape_.out) +
           static_cast<std::size_t>(k);
  }

 private:
  core::FilterShape shape_;
  float gap_ = 0;
  float width_ = 1;
  float height_ = 1;
  Rect all_{};
};

/// Draws the map; a press pins a weight. Returns where it ends.
float filter_map(Frame& frame, const Rect& room, const FilterMap& map) {
  const core::FilterShape& s = map.filter.shape;
  const Cells cells(frame, s, room);
  const float limit = limit_of(map.filter);
  if (s.height * s.width == 1) {
    heat_grid(
        frame, cells.all(),
        {map.name, s.in, s.out, [&](int t, int k) { return map.filter.at(0, 0, t, k); }, limit});
  } else {
    for (int q = 0; q < s.in; ++q)
      for (int k = 0; k < s.out; ++k)
        slice_grid(frame, cells.slice(q, k), map.filter, q, k, limit, map.name);
  }
  const std::size_t end = map.first + map.filter.values.size();
  if (map.pinned >= map.first && map.pinned < end) {
    std::size_t i = map.pinned - map.first;
    const int k = static_cast<int>(i % static_cast<std::size_t>(s.out));
    i /= static_cast<std::size_t>(s.out);
    const int q = static_cast<int>(i % static_cast<std::size_t>(s.in));
    i /= static_cast<std::size_t>(s.in);
    const int kx = static_cast<int>(i % static_cast<std::size_t>(s.width));
    const int ky = static_cast<int>(i / static_cast<std::size_t>(s.width));
    selection_outline(frame, cells.cell(ky, kx, q, k), frame.px(1.5f));
  }
  frame.registry.add({map.name + " press", cells.all().min, cells.all().max, 0});
  if (press_area(map.name + " press", cells.all()) || ImGui::IsItemActive()) {
    const std::size_t at = map.first + cells.index_at_point(ImGui::GetIO().MousePos);
    if (at < end && at != map.pinned) frame.learn(model::PinWeight{at});
  }
  if (ImGui::IsItemHovered() && !frame.present()) {
    const std::size_t at = cells.index_at_point(ImGui::GetIO().MousePos);
    if (at < map.filter.values.size())
      explain(frame, fmt::format("{} = {:.4g}", map.name, map.filter.values[at]),
              "Click to pin this weight.");
  }
  return cells.all().max.x;
}

/// D and P of a student, or W, side by side under a title.
void both_filters(Frame& frame, const Rect& rect, const std::string& title,
                  const core::StudentFilters& filters, bool is_standard, std::size_t pinned,
                  const std::string& prefix) {
  const float small = line_height(frame.fonts.small);
  text_within(frame, frame.fonts.small, {rect.min.x, rect.min.y + small / 2},
              frame.palette.text_quiet, title, rect.width());
  const Rect body = rect.without_top(small + frame.px(2));
  if (is_standard) {
    filter_map(frame, body, {prefix + "W", filters.standard, 0, pinned});
    return;
  }
  const float x = filter_map(frame, body.left(body.width() * 0.6f),
                             {prefix + "D", filters.depthwise, 0, pinned});
  filter_map(frame, {{x + frame.px(8), body.min.y}, body.max},
             {prefix + "P", filters.pointwise, filters.depthwise.values.size(), pinned});
}

/// "D[1, 2] of x0, filter 1".
std::string weight_name(const model::Classroom& room, const core::Student& student) {
  const auto name = [](const core::FilterShape& s, std::size_t i, std::string_view letter) {
    const auto out = static_cast<std::size_t>(s.out);
    const auto in = static_cast<std::size_t>(s.in);
    const auto width = static_cast<std::size_t>(s.width);
    const std::size_t place = i / out / in;
    return fmt::format("{}[{}, {}, {}, {}]", letter, place / width, place % width, i / out % in,
                       i % out);
  };
  const core::StudentFilters& g = room.looked.gradient;
  const std::size_t i = room.looked.weight;
  if (student.is_standard()) return name(g.standard.shape, i, "W");
  const std::size_t depthwise = g.depthwise.values.size();
  if (i < depthwise) return name(g.depthwise.shape, i, "D");
  return name(g.pointwise.shape, i - depthwise, "P");
}

std::string small_number(double value) {
  return std::isfinite(value) ? fmt::format("{:.4g}", value) : "not a number";
}

void shares(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const core::Shape& s = room.looked.shares->shape;
  const Rect at =
      captioned_picture(frame, rect,
                        {"each pixel's share of it", lesson_key(model::LessonPicture::share),
                         static_cast<float>(s.height), static_cast<float>(s.width)});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!ImGui::IsWindowHovered() || !at.contains(mouse)) return;
  const int row = index_at((mouse.y - at.min.y) / at.height() * s.height, s.height);
  const int column = index_at((mouse.x - at.min.x) / at.width() * s.width, s.width);
  const float share = room.looked.shares->at(room.b, row, column, 0);
  explain(frame, fmt::format("[{}, {}] adds {}", row, column, small_number(share)),
          fmt::format("The gradient of one weight is a sum over all {} output pixels: what the "
                      "weight met there, times how much the loss wants it to change. They add up "
                      "to {}.",
                      count(s.count()), small_number(room.looked.nudge.gradient)));
}

}  // namespace

void training_gradients(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const model::TrainingLook& look = room.look.training;
  const model::Pupil& pupil = room.pupils[static_cast<std::size_t>(look.student)];
  const model::LookedGradient& looked = room.looked;
  const bool is_standard = pupil.student.is_standard();
  const std::size_t depthwise = looked.gradient.depthwise.values.size();
  const float value =
      is_standard
          ? pupil.filters.standard.values[looked.weight]
          : (looked.weight < depthwise ? pupil.filters.depthwise.values[looked.weight]
                                       : pupil.filters.pointwise.values[looked.weight - depthwise]);
  std::string words = fmt::format(
      "{} of {} is {}. Nudge it by {}: the loss changes by {}, the gradient said {}.",
      weight_name(room, pupil.student), core::name_of(pupil.student), small_number(value),
      model::kNudge, small_number(looked.nudge.change), small_number(looked.nudge.said));
  if (std::abs(looked.nudge.change - looked.nudge.said) > 0.1 * std::abs(looked.nudge.change))
    words += " The slope is small here: the rest is curvature.";
  const float line = line_height(frame.fonts.body);
  const int lines = paragraph_lines(frame.fonts.body, words, rect.width());
  const float foot = line * static_cast<float>(lines);
  const Rect foot_rect = rect.bottom(foot);
  paragraph(frame, frame.fonts.body, {foot_rect.min.x, foot_rect.min.y + line / 2},
            frame.palette.text, words, rect.width());
  frame.registry.add({"training nudge", foot_rect.min, foot_rect.max, 0});
  const Rect body = rect.without_bottom(foot + frame.px(6));
  const float gap = frame.px(16);
  both_filters(frame, nth_column(body, 0, 3, gap),
               fmt::format("{}: its weights", core::name_of(pupil.student)), pupil.filters,
               is_standard, looked.weight, "");
  both_filters(frame, nth_column(body, 1, 3, gap), "their gradient", looked.gradient, is_standard,
               looked.weight, "gradient of ");
  shares(frame, room, nth_column(body, 2, 3, gap));
}

}  // namespace twofold::ui::inline learning
