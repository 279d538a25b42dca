// The columns of the pointwise matrix, one for each output: as wide as there is room, scrolled when
// they are many, the chosen one always in sight.
#pragma once

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

struct Columns {
  Rect area;
  int count = 1;
  float width = 1;
  float scroll = 0;
  int docked = -1;

  float content() const { return width * static_cast<float>(count); }
  float most_scroll() const { return std::max(0.0f, content() - area.width()); }
  /// Left and right edge of column k; the docked one at the edge it left through.
  Rect column(int k) const;
  /// Whether the docked column lies over column k.
  bool is_covered(int k) const {
    return docked >= 0 && k != docked && column(k).shrunk(1).overlaps(column(docked).shrunk(1));
  }
  bool is_visible(int k) const { return column(k).overlaps(area); }
};

/// Lane 3's parts: as the other lanes', so that rows are level; in Present, where nothing has to
/// be, with a short foot for the sums.
LaneParts matrix_parts(const Frame& frame, const Rect& lane);

/// The strip with the outputs' names, above the rows: they scroll under nothing.
Rect matrix_heads(const Frame& frame, const LaneParts& parts);

/// The columns of a pointwise stage's matrix, and the room for row names at their left.
Columns matrix_columns(const Frame& frame, const Rect& lane, int stage);

/// The bar at the foot that scrolls them, and the wheel over their heads and what is below them.
void scroll_columns(Frame& frame, const Columns& columns, const Rect& heads, const Rect& below,
                    int stage);

}  // namespace twofold::ui::inline lanes
