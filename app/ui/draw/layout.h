// Where everything stands: one function from the window's size and the view to rectangles. Panels
// never place each other.
//
//     +---------------------------- bar -----------------------------+
//     | input |  one lane for each stage of the list  |outputs| hero  |
//     |-------+----------------+--------------+-----------+-----------|
//     |         one value, formula, stepper          |     cost       |
//     +--------------------------- status ----------------------------+
#pragma once

#include <string>
#include <vector>

#include "app/ui/frame/frame.h"
#include "app/ui/frame/row_motion.h"

namespace twofold::ui::inline draw {

struct Layout {
  Rect bar;
  Rect input;
  std::vector<Rect> stages;  ///< one for each stage that the window shows
  Rect output;               ///< outputs and hero together
  Rect one_value;
  Rect cost;
  Rect status;
};

/// Whether a window of `size` pixels has room for one lane at a time: a phone held upright.
bool is_phone(const Surroundings& around, ImVec2 size);

/// The rectangles of a window of `size` pixels.
Layout layout(const Frame& frame, ImVec2 size);

/// The lane that Present shows wide: the chosen one, or the one that stands for it in the operation
/// that is on.
int presented_lane(const Frame& frame);

/// The stages that the window shows, [0, count) of the document's list; a standard convolution is
/// one, whatever the list.
int shown_stages(const Frame& frame);

/// Design pixels that a lane is wide at least, where the window has them.
inline constexpr float kLeastLane = 150;

/// Height of a row of the bar.
float bar_row_height(const Frame& frame);

/// Height of one row of a loupe's values.
float line_height_of_cells(const Frame& frame);

/// A lane's parts: header, the rows that scroll, and the foot with loupe or sums.
struct LaneParts {
  Rect header;
  Rect rows;
  Rect foot;
};
LaneParts lane_parts(const Frame& frame, const Rect& lane);

/// The rows that neighbouring lanes share, one for each channel of a result: in a separable list
/// z_t, its filter, its input and its row of the matrix stand level.
struct Rows {
  Rect area;          ///< what is seen
  int count = 1;      ///< in_channels * channel_multiplier
  int per_input = 1;  ///< rows that one input channel has: its group
  float height = 1;   ///< of one row; a whole number of rows fills the area where not all fit
  float scroll = 0;   ///< pixels, clamped, by whole rows
  int docked = -1;    ///< the chosen row, when it would be out of sight: drawn at the edge
  const RowMotion* motion = nullptr;  ///< while the rows are on their way
  float arrived = 1;                  ///< share of that way, 1 at its end

  float content() const { return height * static_cast<float>(count); }
  float most_scroll() const { return std::max(0.0f, content() - area.height()); }
  /// Where row t stands; the docked one at the edge it left through.
  Rect row(int t) const;
  /// Where the rows first..first+n-1 stand, docked or not.
  Rect band(int first, int n) const;
  /// What is seen of these rows, which may be nothing: they are scrolled away, and the docked row
  /// lies over them unless it is one of them.
  Rect seen_band(int first, int n) const;
  /// In sight, not under the docked row, and grown to a height that has room for words.
  bool is_visible(int t) const {
    const bool covered = docked >= 0 && t != docked && row(t).overlaps(row(docked).shrunk(0.5f));
    return !covered && row(t).overlaps(area.shrunk(0.5f)) && row(t).height() > 0.6f * height;
  }
  /// "rows 13 to 24 of 48"; empty where all are in sight.
  std::string in_sight() const;

 private:
  RowPlace place(int t) const;
};

/// How many rows there are, in groups of how many, and which one is to stay in sight (-1: none).
struct RowCount {
  int rows = 1;
  int per_input = 1;
  int chosen = -1;
  float scroll = 0;  ///< pixels, as it was asked for
};
Rows rows(const Frame& frame, const Rect& area, const RowCount& count);

}  // namespace twofold::ui::inline draw
