// What the pages about learning are made of: weights as heat, pictures with a caption, facts in
// columns, and the choice of a kernel.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "app/paint/drawing.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/frame.h"
#include "core/tensor.h"

namespace twofold::ui::inline learning {

/// The largest magnitude among finite weights; 1 where there is none.
float limit_of(const core::Filter& filter);

/// A matrix of weights as cells of heat; those that would be less than a pixel are left out.
struct HeatGrid {
  std::string name;  ///< in the registry
  int rows = 1;
  int columns = 1;
  std::function<float(int row, int column)> value;
  float limit = 1;
};

/// Draws the cells over `rect`; row and column of the one under the mouse.
std::optional<std::pair<int, int>> heat_grid(Frame& frame, const Rect& rect, const HeatGrid& grid);

/// Slice (q, k) of a filter [kh,kw,C,K] as heat.
std::optional<std::pair<int, int>> slice_grid(Frame& frame, const Rect& rect,
                                              const core::Filter& filter, int q, int k, float limit,
                                              const std::string& name);

/// The largest rectangle of height : width inside `room`, at its top left.
Rect proportioned(const Rect& room, float height, float width);

/// A caption, and below it a picture of a lesson as large as fits; returns where the picture is.
struct CaptionedPicture {
  std::string caption;
  paint::PictureKey key;
  float height = 1;  ///< of the tensor
  float width = 1;
};
Rect captioned_picture(Frame& frame, const Rect& room, const CaptionedPicture& picture);

/// The choice of a standard kernel, with its seed and a field for a .npy file where they matter;
/// returns where it ends.
float kernel_choice(Frame& frame, const Rect& row);

/// Why there is nothing to see, as a sentence of the window's.
void why_not(Frame& frame, const Rect& room, const std::string& sentence);

/// Where a chart at `at` has its plot, on the screen; without width where there is no room.
Rect plot_of(const Frame& frame, ImVec2 at, const paint::Axis& x, const paint::Axis& y);

/// Column `i` of `count` equal ones, `gap` pixels apart.
Rect nth_column(const Rect& area, int i, int count, float gap);

}  // namespace twofold::ui::inline learning
