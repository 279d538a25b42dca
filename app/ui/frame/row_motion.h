// Rows on their way: for a moment after there are more of them or fewer, they move from where they
// stood to where they stand, so that the eye can follow which row is which.
#pragma once

#include <vector>

namespace twofold::ui::inline frame {

/// How long they are on their way, in seconds.
inline constexpr float kRowsMove = 0.15f;

/// Where a row stands, in pixels from the top of what is seen.
struct RowPlace {
  float top = 0;
  float height = 0;
};

struct RowMotion {
  int per_input = 0;            ///< rows of one input channel; 0: none were shown yet
  std::vector<RowPlace> from;   ///< by row
  std::vector<RowPlace> shown;  ///< by row, in the last frame
  float seconds = 0;            ///< since they set out
  bool moves = false;
};

}  // namespace twofold::ui::inline frame
