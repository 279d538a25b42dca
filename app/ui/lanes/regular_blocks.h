// Where the blocks of a standard or grouped convolution stand, and their slices in them.
#pragma once

#include <algorithm>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// The one stage that the lane shows: the standard convolution that the list comes to, or the
/// list's own.
const model::Stages& shown_list(const Frame& frame);
const core::Filter& shown_filter(const Frame& frame);

/// The blocks, one below the other, the chosen one kept in sight and as high as its numbers need.
struct Blocks {
  Rect area;
  int count = 1;
  float height = 1;
  float chosen_height = 1;
  bool words_above = false;  ///< of the chosen one
  float scroll = 0;
  int docked = 0;  ///< the chosen one
  float limit = 1;

  float content() const { return height * static_cast<float>(count - 1) + chosen_height; }
  float most_scroll() const { return std::max(0.0f, content() - area.height()); }
  Rect block(int k) const {
    const float own = k == docked ? chosen_height : height;
    float top = area.min.y + height * static_cast<float>(k) - scroll;
    if (k > docked) top += chosen_height - height;
    if (k == docked) top = std::clamp(top, area.min.y, std::max(area.min.y, area.max.y - own));
    return {{area.min.x, top}, {area.max.x, top + own}};
  }
};

Blocks blocks(const Frame& frame, const Rect& lane);

/// Height of the line that stands above the chosen one's slices.
float words_above(const Frame& frame);

/// The slices of a block, side by side.
struct Slices {
  Rect first;
  float step = 0;  ///< from one slice to the next
  Rect slice(int q) const {
    const float x = step * static_cast<float>(q);
    return {{first.min.x + x, first.min.y}, {first.max.x + x, first.max.y}};
  }
};
Slices slices(const Frame& frame, const Blocks& all, int k);

}  // namespace twofold::ui::inline lanes
