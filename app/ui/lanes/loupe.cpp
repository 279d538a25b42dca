#include "app/ui/lanes/loupe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/tap_colour.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

/// Pixels on a side: as many of these as have room for their numbers, with a gap between.
constexpr int kSides[] = {7, 5, 3};
constexpr float kGap = 5;
/// What the edges of a cell take of its width, in pixels of the screen.
constexpr float kEdges = 2;
/// A width that is whole but for rounding is whole.
constexpr float kRounding = 1.001f;
/// How much of their colour is left to the pixels that the sum does not read.
constexpr float kAround = 0.16f;

/// What is there; nothing outside the picture, and where a playback has not come yet.
std::optional<float> value_at(const Frame& frame, const LoupeSpec& spec, model::OutputPixel at) {
  const core::Shape& s = spec.tensor->shape;
  if (at.row < 0 || at.row >= s.height || at.column < 0 || at.column >= s.width) return {};
  return made_value(frame, {spec.key, spec.tensor, spec.channel}, at);
}

std::string value_text(const Frame& frame, const LoupeSpec& spec, float value) {
  const bool as_byte =
      frame.view().values_as_bytes && spec.key == paint::result_key(model::kInput, spec.channel);
  return as_byte ? fixed(value * 255.0, 0) : steady(value);
}

/// The corner of a cell whose value lies beyond the scale, in the colour of the stripes.
void mark_beyond(Frame& frame, const Rect& at) {
  const float side = std::min(at.height() / 3, frame.px(6));
  const paint::Rgb& c = paint::kBeyondColour;
  frame.draw->AddTriangleFilled({at.max.x - side, at.min.y}, {at.max.x, at.min.y},
                                {at.max.x, at.min.y + side}, IM_COL32(c.r, c.g, c.b, 255));
}

/// One pixel: where it stands, its value, and whether it is inside the window, or the one that is
/// looked at; all else gives way to the panel.
struct Cell {
  Rect at;
  std::optional<float> value;
  bool looked_at = false;
};

/// `letters`: the height of its number.
void draw_cell(Frame& frame, const LoupeSpec& spec, const Cell& cell, float letters) {
  const auto& [at, value, looked_at] = cell;
  if (!value) {
    outline(frame, at, frame.palette.panel_border);
    text(frame, frame.fonts.mono_small, at.centre(), frame.palette.text_faint, "\xc2\xb7",
         Align::centre);
    return;
  }
  const model::Painted* painted = frame.session.painter().painted(spec.key);
  const paint::Rgb rgb = paint::colour_of(*value, painted ? painted->scale : paint::Scale{});
  const ImU32 full = IM_COL32(rgb.r, rgb.g, rgb.b, 255);
  const ImU32 body = looked_at ? full : mix(frame.palette.panel, full, kAround);
  fill(frame, at, body);
  if (painted && paint::is_beyond(*value, painted->scale)) mark_beyond(frame, at);
  ImFont* font = frame.fonts.mono_small;
  const std::string words = value_text(frame, spec, *value);
  if (text_width(font, words) * letters > (at.width() - kEdges) * font->FontSize * kRounding)
    return;
  text_sized(frame, {font, letters}, at.centre(),
             looked_at ? ink_on(body) : quiet_ink_on(frame.palette, body), words);
}

/// One size for the numbers of all cells, in which the longest has room: a smaller one here and
/// there would look as if it said something.
float letters_for(const Frame& frame, const LoupeSpec& spec, const std::vector<Cell>& cells) {
  ImFont* font = frame.fonts.mono_small;
  float letters = font->FontSize;
  if (frame.present()) return letters;  // before a class letters have a least size
  for (const Cell& cell : cells) {
    if (!cell.value) continue;
    const auto size =
        fitting_size(font, value_text(frame, spec, *cell.value), cell.at.width() - kEdges);
    letters = std::min(letters, size.value_or(letters));
  }
  return letters;
}

/// The cells on the screen.
struct LoupeGrid {
  Rect area;
  ImVec2 cell;
  model::OutputPixel centre;
  int reach = 3;  ///< pixels to each side of the centre

  /// Where a pixel of the picture stands; may lie outside the grid.
  Rect cell_of(int row, int column) const {
    const float x = area.min.x + cell.x * static_cast<float>(column - centre.column + reach);
    const float y = area.min.y + cell.y * static_cast<float>(row - centre.row + reach);
    return {{x, y}, {x + cell.x - 1, y + cell.y - 1}};
  }
};

/// The longest number that the picture's scale lets expect.
std::string longest_number(const Frame& frame, const LoupeSpec& spec) {
  const model::Painted* painted = frame.session.painter().painted(spec.key);
  return painted && painted->scale.range.low < 0 ? "−0.00" : "0.00";
}

LoupeGrid grid_in(const Frame& frame, const Rect& room, const LoupeSpec& spec) {
  const auto cell_of = [&](int side) {
    const auto count = static_cast<float>(side);
    const float height =
        std::floor(std::min(room.height() / count, frame.fonts.mono_small->FontSize * 1.8f));
    return ImVec2{std::floor(std::min(room.width() / count, height * 2.6f)), height};
  };
  const std::string longest = longest_number(frame, spec);
  ImFont* font = frame.fonts.mono_small;
  const auto fits = [&](int side) {
    // A pixel lies between two cells.
    const float width = cell_of(side).x - (frame.present() ? frame.px(kGap) : kEdges + 1);
    // Rather fewer pixels than small letters; but a window is to be seen in its surroundings.
    const bool is_whole = frame.present() || side == kSides[0];
    return is_whole ? text_width(font, longest) <= width
                    : fitting_size(font, longest, width).has_value();
  };
  int side = kSides[0];
  for (const int fewer : kSides)
    if (!fits(side)) side = fewer;
  const ImVec2 cell = cell_of(side);
  const auto count = static_cast<float>(side);
  return {room.top(cell.y * count).left(cell.x * count), cell, spec.centre, side / 2};
}

/// "x0 R around [85, 207]", in a narrow lane without the word, or the channel alone: half a number
/// is none.
std::string title_in(const Frame& frame, const LoupeSpec& spec, float width) {
  constexpr std::string_view kAroundWord = " around";
  std::string title = spec.name;
  const auto word = title.find(kAroundWord);
  if (word != std::string::npos && text_width(frame.fonts.small, title) > width)
    title.erase(word, kAroundWord.size());
  if (text_width(frame.fonts.small, title) > width) return title.substr(0, title.find(" ["));
  return title;
}

/// Whether a pixel is what the loupe is there for: a tap of the window, or the one in the middle.
bool is_looked_at(const Frame& frame, const LoupeSpec& spec, model::OutputPixel at) {
  if (!spec.shows_window) return at == spec.centre;
  const std::vector<core::Tap>& window = frame.session.highlighted().window;
  return std::any_of(window.begin(), window.end(), [at](const core::Tap& tap) {
    return tap.iy == at.row && tap.ix == at.column;
  });
}

void draw_tap(Frame& frame, const LoupeSpec& spec, const Rect& at, const core::Tap& tap,
              bool at_work) {
  const bool skipped = !core::reads_input(tap, spec.tensor->shape);
  const float thickness = at_work ? frame.px(2) : 1;
  if (skipped) frame.draw->AddLine(at.min, at.max, frame.palette.text_faint);
  if (!taps_are_walked(frame) || skipped)
    return outline(frame, at, at_work ? frame.palette.accent : frame.palette.selection_edge,
                   thickness);
  const ImU32 colour = tap_colour(frame, tap.ky, tap.kx);
  tap_mark(frame, at, colour);
  outline(frame, at, colour, thickness);
}

/// The taps that are looked at, and their window.
void draw_window(Frame& frame, const LoupeSpec& spec, const LoupeGrid& grid) {
  const model::Highlight& h = frame.session.highlighted();
  frame.draw->PushClipRect(grid.area.min, grid.area.max, true);
  for (const core::Tap& tap : h.window)
    draw_tap(frame, spec, grid.cell_of(tap.iy, tap.ix), tap, false);
  if (h.tap) draw_tap(frame, spec, grid.cell_of(h.tap->iy, h.tap->ix), *h.tap, true);
  const model::PixelBox& w = h.window_box;
  const Rect first = grid.cell_of(w.top, w.left);
  const Rect last = grid.cell_of(w.top + w.height - 1, w.left + w.width - 1);
  selection_outline(frame, {first.min, last.max}, frame.px(2));
  frame.draw->PopClipRect();
}

/// The cell under the mouse, with all its digits.
void explain_cell(Frame& frame, const LoupeSpec& spec, const LoupeGrid& grid) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!ImGui::IsWindowHovered() || !grid.area.contains(mouse)) return;
  const int side = 2 * grid.reach + 1;
  const int row =
      grid.centre.row - grid.reach + index_at((mouse.y - grid.area.min.y) / grid.cell.y, side);
  const int column =
      grid.centre.column - grid.reach + index_at((mouse.x - grid.area.min.x) / grid.cell.x, side);
  const std::optional<float> value = value_at(frame, spec, {row, column});
  explain(frame, grid.area,
          value ? fmt::format("[{}, {}] = {}", row, column, exact(*value))
                : fmt::format("[{}, {}]", row, column),
          fmt::format(
              "{} by {} pixels of {}, with their values: at real size a filter's window would "
              "not be seen. {}",
              side, side, spec.name, value ? "" : "This one lies outside, or is not made yet."));
}

/// The other outputs that a hovered input pixel feeds.
void draw_fed(Frame& frame, const LoupeGrid& grid) {
  frame.draw->PushClipRect(grid.area.min, grid.area.max, true);
  for (const model::OutputPixel& p : frame.session.highlighted().fed)
    if (const Rect cell = grid.cell_of(p.row, p.column); cell.overlaps(grid.area))
      outline(frame, cell, fade(frame.palette.selection, 0.75f));
  frame.draw->PopClipRect();
}

}  // namespace

void loupe(Frame& frame, const LoupeSpec& spec, const Rect& room) {
  if (!spec.tensor) return;
  const float title = line_height(frame.fonts.small);
  text_within(frame, frame.fonts.small, {room.min.x, room.min.y + title / 2 - frame.px(1)},
              frame.palette.text_quiet, title_in(frame, spec, room.width()), room.width());
  const auto [row, column] = spec.centre;
  const LoupeGrid grid = grid_in(frame, room.without_top(title), spec);
  std::vector<Cell> cells;
  cells.reserve(static_cast<std::size_t>(kSides[0]) * kSides[0]);
  for (int y = row - grid.reach; y <= row + grid.reach; ++y)
    for (int x = column - grid.reach; x <= column + grid.reach; ++x)
      cells.push_back(
          {grid.cell_of(y, x), value_at(frame, spec, {y, x}), is_looked_at(frame, spec, {y, x})});
  const float letters = letters_for(frame, spec, cells);
  for (const Cell& cell : cells) draw_cell(frame, spec, cell, letters);
  frame.registry.add({"loupe " + spec.name, grid.area.min, grid.area.max, 0});
  explain_cell(frame, spec, grid);
  if (spec.shows_window) return draw_window(frame, spec, grid);
  draw_fed(frame, grid);
  selection_outline(frame, grid.cell_of(row, column).shrunk(-0.5f), frame.px(2));
}

}  // namespace twofold::ui::inline lanes
