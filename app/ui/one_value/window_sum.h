// The products of one window written out: as a line of cells while there are few, as heat grids
// (values, filter, products) when there are many. Pointing at a product points at its filter cell.
#pragma once

#include <optional>
#include <string>

#include "app/model/steps/pixel_sums.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// Up to this many products are written in a line.
inline constexpr std::size_t kMostInLine = 9;

/// The products of one channel's window.
struct WindowSumView {
  std::vector<model::Product> products;  ///< kernel cells row-major, those in the padding included
  core::Extent kernel;
  std::string letter;        ///< of the channel that is read
  std::string source = "x";  ///< of what is read
  int stage = 0;
  ImU32 hue = 0;
  std::string filter;  ///< "D" or "W"
  int r = 0;           ///< which filter of the channel, or which output of W
  std::optional<core::Tap> lit;
  std::optional<std::size_t> done;  ///< while stepping: so many products are in the sum
  bool hides_last = false;          ///< the last of them is to be predicted

  bool is_to_come(std::size_t i) const { return done && i >= *done; }
  bool is_hidden(std::size_t i) const { return hides_last && done && i + 1 == *done; }
};

/// Whether each of so many products in a line of that width has its weight, its value and what they
/// come to one below the other.
bool is_narrow(const Frame& frame, float width, std::size_t products);

/// Draws the products as a line of cells with what each comes to beneath; returns where it ends.
float window_line(Frame& frame, const Rect& rect, const WindowSumView& view);

/// Under such a line of the same width: how the sum grows, and the sum after every product.
void window_bars(Frame& frame, const Rect& rect, const WindowSumView& view);

/// Whether the grids in such a rectangle have room for numbers.
bool grids_are_written(const Frame& frame, const Rect& rect, const core::Extent& kernel);

/// Draws values, filter and products as three grids; returns where the last ends.
float window_grids(Frame& frame, const Rect& rect, const WindowSumView& view);

}  // namespace twofold::ui::inline one_value
