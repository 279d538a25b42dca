// What the lanes have in common: the card with its header, the rows' parts, scrolling.
#pragma once

#include <string>

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Draws a lane's card, title and live shape.
void lane_card(Frame& frame, const Rect& lane, std::string_view title, std::string_view shape,
               std::string_view tells);

/// "FOLD 2: POINTWISE" where it has room beside the fold's switch, else "FOLD 2".
std::string_view fold_title(const Frame& frame, const Rect& lane, std::string_view title);

struct FoldSwitch {
  const char* id;
  std::string_view title;  ///< the lane's; the switch keeps clear of it
  bool is_on;
};
/// The switch of a fold, at the right of its lane's title; the new state if it changed.
std::optional<bool> fold_switch(Frame& frame, const Rect& lane, const FoldSwitch& fold);

/// The rows of lanes 1 to 3, for the numbers that are shown, in a lane's part for them.
Rows shared_rows(const Frame& frame, const Rect& area);

/// Wheel and scroll bar for these rows, over `area`.
void scroll_rows(Frame& frame, const Rect& area, const Rows& shared);

/// Parts of row t in lane 2: filter at the left, z at the right; their words above them, or beside
/// them (`is_level`), whichever leaves the larger picture. In dense rows there is one line of
/// words.
struct Fold1Row {
  Rect kernel_words;
  Rect kernel;
  Rect z_words;
  Rect z;
  bool is_level = false;
  bool is_dense = false;  ///< level, and all words stand in one line
};
/// Square cells of a kernel, as large as fits, at the top left of `room`.
Rect kernel_cells(const Frame& frame, const Rect& room, core::Extent size);

Fold1Row fold1_row(const Frame& frame, const Rect& lane, const Rect& row);

/// Where the picture of input channel q stands in lane 1: amid the visible part of its own rows, or
/// level with the docked row where that is all that is seen of them.
struct InputRow {
  Rect words;
  Rect picture;
  bool is_level = false;  ///< words beside the picture, else above it
};
InputRow input_row(const Frame& frame, const Rect& lane, const Rows& rows, int q);

/// Wheel over the lane's ground, or with Shift anywhere on it, scrolls; returns the pixels asked
/// for.
float lane_wheel(Frame& frame, const Rect& area);

/// A thin bar at the right edge that says how much more there is; can be dragged. Returns the new
/// scroll position, if it changed.
std::optional<float> scroll_bar(Frame& frame, const char* id, const Rect& area, float content,
                                float scroll);

}  // namespace twofold::ui::inline lanes
