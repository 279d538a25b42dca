// Where the output channels stand in lane 4: a column or a small grid at its left, scrolled when
// they are many; the rest of the lane is for the photograph and the result.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

struct OutputGrid {
  Rect area;
  int count = 1;
  int columns = 1;
  float cell_width = 1;
  float cell_height = 1;
  float words = 0;  ///< height of the line of words above each picture
  float names = 0;  ///< width of the words beside each picture; one of both is 0
  float scroll = 0;
  int docked = -1;  ///< the chosen channel, kept in sight
  ImVec2 picture_size;

  float content() const;
  float most_scroll() const { return std::max(0.0f, content() - area.height()); }
  Rect cell(int k) const;
  /// The part of `room` that the docked channel leaves to channel k: it lies over those of its
  /// column that are scrolled under it.
  Rect beside_docked(int k, Rect room) const;
  Rect picture(int k) const;
  bool is_visible(int k) const { return cell(k).overlaps(area); }
};

/// The part of lane 4 that is left of the large pictures.
Rect output_channels_rect(const Frame& frame, const Rect& lane);

OutputGrid output_grid(const Frame& frame, const Rect& lane);

}  // namespace twofold::ui::inline lanes
