// A rectangle on the screen, and what is counted off one. Windows come in every size: a part is
// never larger than its whole, nothing turns inside out, a count is never negative and an index
// never outside, whatever room there is.
#pragma once

#include <imgui.h>

#include <algorithm>

namespace twofold::ui::inline frame {

/// `value`, at least `low` and at most `high`; `low` where there is no room between them, or where
/// the value is none (NaN).
template <class T>
T within(T value, T low, T high) {
  return value > low ? std::max(low, std::min(value, high)) : low;
}

/// A rectangle on the screen, in pixels.
struct Rect {
  ImVec2 min;
  ImVec2 max;

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  bool contains(ImVec2 p) const {
    return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
  }
  bool overlaps(const Rect& o) const {
    return min.x < o.max.x && o.min.x < max.x && min.y < o.max.y && o.min.y < max.y;
  }
  /// What belongs to both; of no size where they do not overlap.
  Rect common(const Rect& o) const {
    const ImVec2 low{std::max(min.x, o.min.x), std::max(min.y, o.min.y)};
    return {low,
            {std::max(low.x, std::min(max.x, o.max.x)), std::max(low.y, std::min(max.y, o.max.y))}};
  }
  float area() const { return width() * height(); }
  /// Smaller by that much on every side, down to its centre; larger where `by` is negative.
  Rect shrunk(float by) const {
    const float x = std::min(by, width() / 2);
    const float y = std::min(by, height() / 2);
    return {{min.x + x, min.y + y}, {max.x - x, max.y - y}};
  }

  /// The part of given height (width) at one side; all of it where it is not as large.
  Rect top(float h) const { return {min, {max.x, min.y + within(h, 0.0f, height())}}; }
  Rect bottom(float h) const { return {{min.x, max.y - within(h, 0.0f, height())}, max}; }
  Rect left(float w) const { return {min, {min.x + within(w, 0.0f, width()), max.y}}; }
  Rect right(float w) const { return {{max.x - within(w, 0.0f, width()), min.y}, max}; }
  /// What remains without that part.
  Rect without_top(float h) const { return {{min.x, min.y + within(h, 0.0f, height())}, max}; }
  Rect without_bottom(float h) const { return {min, {max.x, max.y - within(h, 0.0f, height())}}; }
  Rect without_left(float w) const { return {{min.x + within(w, 0.0f, width()), min.y}, max}; }
  Rect without_right(float w) const { return {min, {max.x - within(w, 0.0f, width()), max.y}}; }
};

/// How many things of `each` pixels stand in `room` pixels.
inline int how_many(float room, float each) {
  constexpr float kMost = 1e6f;
  return each > 0 ? static_cast<int>(within(room / each, 0.0f, kMost)) : 0;
}

/// The index of what a place lies on, where `count` things begin at 0 and are 1 wide.
inline int index_at(double place, int count) {
  return static_cast<int>(within(place, 0.0, std::max(count - 1, 0) + 0.0));
}

}  // namespace twofold::ui::inline frame
