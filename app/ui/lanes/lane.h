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

/// The result whose channels are the rows that a result's pictures stand level with: what the
/// depthwise stages behind it make of it, or itself.
int row_result(const Frame& frame, int result);

/// These rows, in a lane's part for them; `per_input` is how many a channel of `result` has.
Rows shared_rows(const Frame& frame, const Rect& area, int result);

/// The wheel for these rows, over `area`.
void scroll_rows(Frame& frame, const Rect& area, const Rows& shared, int result);

/// Scrolls them to a place.
model::ScrollRows rows_to(const Frame& frame, int result, float to);

/// Where the picture of a channel of a result stands, in its own lane; what is said of it beside it
/// included (`past`). The output's stand in a grid.
struct ChannelPlace {
  Rect lane;
  Rect picture;
  float past = 0;  ///< right of all that belongs to it
};
ChannelPlace channel_place(const Frame& frame, int result, int channel);

/// The hue of a channel: that of the one input channel that it is made from, else one of its own.
ImU32 result_hue(const Frame& frame, int result, int channel);

/// "z3", "x0 R".
std::string result_channel_name(const Frame& frame, int result, int channel);

/// What follows a stage's sums, in words: "then norm, ReLU6"; empty for nothing.
std::string after_words(const core::Stage& stage);

/// "FOLD 1: DEPTHWISE" of a separable list, "STAGE 2: DEPTHWISE" of another.
std::string stage_title(const Frame& frame, int stage);

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
  bool is_named = true;   ///< false: no room for the filter's words, its cells stand for them
};
/// Square cells of a kernel, as large as fits, at the top left of `room`.
Rect kernel_cells(const Frame& frame, const Rect& room, core::Extent size);

Fold1Row fold1_row(const Frame& frame, const Rect& lane, const Rect& row);

/// Of a lane with a matrix that is not the last: the matrix at the left, what it makes at the
/// right.
Rect matrix_part(const Frame& frame, const Rect& lane, int stage);
/// One channel of what such a stage makes.
struct MadeRow {
  Rect words;
  Rect picture;
};
MadeRow made_row(const Frame& frame, const Rect& lane, const Rect& row);

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
