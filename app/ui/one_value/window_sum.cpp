#include "app/ui/one_value/window_sum.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/tap_colour.h"
#include "app/ui/one_value/sum_bars.h"

namespace twofold::ui::inline one_value {
namespace {

constexpr float kMostPitch = 84;
constexpr float kMostGridCell = 44;
constexpr const char* kTimes = "·";

bool is_lit(const WindowSumView& view, const model::Product& p) {
  return view.lit && view.lit->ky == p.tap.ky && view.lit->kx == p.tap.kx;
}

/// Tells the other panels and explains, once the mouse is on product number `i`.
void point_at(Frame& frame, const WindowSumView& view, std::size_t i) {
  const model::Product& p = view.products[i];
  if (frame.present()) return;
  if (view.filter == "D")
    frame.hover.tap = model::FilterCell{p.q, view.r, p.tap.ky, p.tap.kx, view.stage};
  const std::string title =
      fmt::format("{}[{}, {}, {}, {}] times {}[{}, {}, {}]", view.filter, p.tap.ky, p.tap.kx, p.q,
                  view.r, view.source, p.tap.iy, p.tap.ix, p.q);
  if (p.is_padding) {
    explain(frame, title, "This tap lies in the padding: it is skipped and adds nothing.");
    return;
  }
  if (view.is_hidden(i) || view.is_to_come(i)) {
    explain(frame, title, fmt::format("{} · {}", exact(p.weight), exact(p.value)));
    return;
  }
  explain(frame, title,
          fmt::format("{} · {} = {}\nThe sum so far: {}", exact(p.weight), exact(p.value),
                      exact(p.product), exact(p.running)));
}

/// A line of a product's cell; a line that is one value may be written shorter.
struct CellLine {
  std::string words;
  ImU32 colour;
  std::optional<float> value = std::nullopt;
  const char* after = "";  ///< what stands behind that value
};
using CellLines = std::vector<CellLine>;

/// What stands in a product's cell of that width: "−1·.52" over what it comes to. In a narrow cell
/// the value has a line of its own.
CellLines product_lines(const Frame& frame, const WindowSumView& view, std::size_t i, bool narrow,
                        float width) {
  const model::Product& p = view.products[i];
  const Palette& c = frame.palette;
  const std::string weight = cell(p.weight) + kTimes;
  if (p.is_padding) return {{weight, c.text_faint}, {narrow ? "(pad)" : "skipped", c.text_faint}};
  const bool to_come = view.is_to_come(i);
  const ImU32 ink = to_come ? c.text_faint : c.text;
  const std::string value = steady(p.value);
  CellLines lines{{weight + value, ink}};
  if (narrow || text_width(frame.fonts.mono_small, weight + value) > width)
    lines = {{weight, ink, p.weight, kTimes}, {value, ink, p.value}};
  if (view.is_hidden(i)) {
    lines.push_back({"?", c.accent});
  } else if (!to_come) {
    lines.push_back({steady(p.product), sign_colour(frame.palette, p.product), p.product});
  }
  return lines;
}

/// A value is not left out of its sum: it is written with fewer digits where it has no room.
void write_line(Frame& frame, ImVec2 middle, const CellLine& line, float width) {
  ImFont* font = frame.fonts.mono_small;
  if (text_fitted(frame, font, middle, line.colour, line.words, width) || !line.value) return;
  text_fitted(frame, font, middle, line.colour, fixed(*line.value, 1) + line.after, width);
}

/// One product of the line. What it comes to is left out where there is no room for the last line.
void product_cell(Frame& frame, const Rect& body, const WindowSumView& view, std::size_t i,
                  bool narrow) {
  ImFont* font = frame.fonts.mono_small;
  if (view.products[i].is_padding || view.is_to_come(i)) {
    outline(frame, body, frame.palette.panel_border, 1, frame.px(4));
  } else {
    fill(frame, body, fade(view.hue, 0.13f), frame.px(4));
  }
  CellLines lines = product_lines(frame, view, i, narrow, body.width());
  const int fit = std::max(how_many(body.height() + 1, font->FontSize * 0.95f), 1);
  if (lines.size() > static_cast<std::size_t>(fit)) lines.resize(static_cast<std::size_t>(fit));
  const float pitch = (body.height() - frame.px(2)) / static_cast<float>(lines.size());
  float y = body.min.y + frame.px(1) + pitch / 2;
  for (const CellLine& line : lines) {
    write_line(frame, {body.centre().x, y}, line, body.width());
    y += pitch;
  }
}

/// From one product of the line to the next, and the part of it that the "+" takes.
struct Spacing {
  float pitch;
  float plus;
};
Spacing spacing(const Frame& frame, float width, std::size_t products) {
  const float plus = text_width(frame.fonts.mono_small, "+") + frame.px(3);
  return {std::min(width / static_cast<float>(products), std::max(frame.px(kMostPitch), 10 * plus)),
          plus};
}

/// A heat grid of the kernel's size with a caption over it.
struct Grid {
  Rect cells;
  ImVec2 cell{1, 1};
  std::string id;
  std::string caption;
};

Rect grid_cell(const Grid& grid, const core::Tap& tap) {
  const ImVec2 min{grid.cells.min.x + grid.cell.x * static_cast<float>(tap.kx),
                   grid.cells.min.y + grid.cell.y * static_cast<float>(tap.ky)};
  const float gap = std::min(grid.cell.x, grid.cell.y) >= 6 ? 1.0f : 0.0f;
  return {min, {min.x + grid.cell.x - gap, min.y + grid.cell.y - gap}};
}

/// A tap in the padding: empty, crossed out.
void skipped_cell(Frame& frame, const Rect& cell) {
  fill(frame, cell, frame.palette.ground);
  frame.draw->AddLine(cell.min, cell.max, frame.palette.link_quiet, 1);
}

/// Between two grids.
float sign_width(const Frame& frame) {
  return text_width(frame.fonts.mono_small, "0") + frame.px(10);
}

/// A cell of three grids, as large as fits: square, but on a phone, where it is as wide as its
/// number.
ImVec2 cell_in(const Frame& frame, const Rect& rect, const core::Extent& kernel) {
  const float caption = line_height(frame.fonts.mono_small);
  const float height = (rect.height() - caption) / static_cast<float>(kernel.height);
  const float width = (rect.width() - 2 * sign_width(frame)) / static_cast<float>(3 * kernel.width);
  const float most = frame.px(kMostGridCell);
  const float side = std::floor(std::min({height, width, most}));
  return {frame.is_phone ? std::floor(std::min(width, most)) : side, side};
}

/// Whether numbers have room in such a cell, a little smaller at a desk.
bool is_written(const Frame& frame, const ImVec2& cell) {
  const float widest = text_width(frame.fonts.mono_small, "−0.00");
  return cell.x >= widest * (frame.present() ? 1.0f : 0.8f) + 2 &&
         cell.y >= cap_height(*frame.fonts.mono_small) + 2;
}

/// Draws one grid; `body` gives a product's colour and `words` what is written in a large cell.
template <class Body, class Words>
void grid(Frame& frame, const Grid& g, const WindowSumView& view, Body&& body, Words&& words) {
  const bool holds_results = g.id == "window products";
  ImFont* font = frame.fonts.mono_small;
  text(frame, font, {g.cells.min.x, g.cells.min.y - line_height(font) / 2},
       frame.palette.text_quiet, g.caption);
  const bool written = is_written(frame, g.cell);
  for (std::size_t i = 0; i < view.products.size(); ++i) {
    const model::Product& p = view.products[i];
    const Rect cell = grid_cell(g, p.tap);
    if (p.is_padding) {
      skipped_cell(frame, cell);
      continue;
    }
    if (holds_results && (view.is_to_come(i) || view.is_hidden(i))) {
      fill(frame, cell, fade(frame.palette.panel_raised, 0.6f));
      continue;
    }
    const ImU32 colour = body(p);
    fill(frame, cell, colour);
    if (written)
      text_fitted(frame, font, cell.centre(), ink_on(colour), words(p), cell.width() - 1);
  }
  const bool coloured = taps_are_walked(frame);
  for (const model::Product& p : view.products) {
    const bool lit = is_lit(view, p);
    if (coloured && !p.is_padding)
      tap_frame(frame, grid_cell(g, p.tap), tap_colour(frame, p.tap.ky, p.tap.kx), lit);
    if (lit) selection_outline(frame, grid_cell(g, p.tap), 1);
  }
  press_area(g.id, g.cells);
  frame.registry.add({g.id, g.cells.min, g.cells.max, 0});
  if (!ImGui::IsItemHovered()) return;
  for (std::size_t i = 0; i < view.products.size(); ++i) {
    Rect cell = grid_cell(g, view.products[i].tap);
    cell.max = {cell.min.x + g.cell.x, cell.min.y + g.cell.y};
    if (cell.contains(ImGui::GetIO().MousePos)) point_at(frame, view, i);
  }
}

ImU32 grey(float value) {
  const int level =
      std::isnan(value) ? 0 : static_cast<int>(std::lround(std::clamp(value, 0.0f, 1.0f) * 255));
  return IM_COL32(level, level, level, 255);
}

/// The largest magnitude of one member of the products; for the colours of a grid.
float limit(const WindowSumView& view, float model::Product::*member) {
  float most = 0;
  for (const model::Product& p : view.products)
    if (std::isfinite(p.*member)) most = std::max(most, std::abs(p.*member));
  return most;
}

}  // namespace

bool is_narrow(const Frame& frame, float width, std::size_t products) {
  const auto [pitch, plus] = spacing(frame, width, products);
  return pitch - plus < text_width(frame.fonts.mono_small, "−.00·.00");
}

bool grids_are_written(const Frame& frame, const Rect& rect, const core::Extent& kernel) {
  return is_written(frame, cell_in(frame, rect, kernel));
}

float window_line(Frame& frame, const Rect& rect, const WindowSumView& view) {
  const auto [pitch, plus] = spacing(frame, rect.width(), view.products.size());
  const bool narrow = is_narrow(frame, rect.width(), view.products.size());
  const bool coloured = taps_are_walked(frame);
  float x = rect.min.x;
  for (std::size_t i = 0; i < view.products.size(); ++i, x += pitch) {
    const model::Product& p = view.products[i];
    const Rect body{{x, rect.min.y}, {x + pitch - plus, rect.max.y}};
    const std::string id = fmt::format("product {}", i);
    product_cell(frame, body, view, i, narrow);
    if (i + 1 < view.products.size())
      text(frame, frame.fonts.mono_small, {body.max.x + plus / 2, body.centre().y},
           frame.palette.text_faint, "+", Align::centre);
    if (coloured && !p.is_padding) tap_mark(frame, body, tap_colour(frame, p.tap.ky, p.tap.kx));
    if (is_lit(view, p)) selection_outline(frame, body);
    press_area(id, body);
    frame.registry.add({id, body.min, body.max, 0});
    if (ImGui::IsItemHovered()) point_at(frame, view, i);
  }
  return x - plus;
}

void window_bars(Frame& frame, const Rect& rect, const WindowSumView& view) {
  const auto [pitch, plus] = spacing(frame, rect.width(), view.products.size());
  const float line = line_height(frame.fonts.mono_small);
  if (rect.height() < 3 * line) return;
  const float body = pitch - plus;
  SumBars bars;
  float x = rect.min.x;
  for (std::size_t i = 0; i < view.products.size(); ++i, x += pitch) {
    if (view.is_to_come(i) || view.is_hidden(i)) break;
    const model::Product& p = view.products[i];
    bars.terms.push_back({x + 0.28f * body, x + 0.72f * body, p.is_padding ? 0 : p.product});
    text(frame, frame.fonts.mono_small, {x + body / 2, rect.max.y - line / 2},
         frame.palette.text_quiet, steady(p.running), Align::centre);
  }
  sum_bars(frame, rect.without_bottom(line * 1.3f), bars);
}

float window_grids(Frame& frame, const Rect& rect, const WindowSumView& view) {
  ImFont* font = frame.fonts.mono_small;
  const float caption = line_height(font);
  const float sign = sign_width(frame);
  const auto [rows, columns] = view.kernel;
  const ImVec2 cell = cell_in(frame, rect, view.kernel);
  const ImVec2 size{cell.x * static_cast<float>(columns), cell.y * static_cast<float>(rows)};
  const float weights = limit(view, &model::Product::weight);
  const float products = limit(view, &model::Product::product);

  Grid g{{}, cell, "", ""};
  const auto place = [&](int number, std::string id, std::string words) {
    const float x = rect.min.x + static_cast<float>(number) * (size.x + sign);
    g.cells = {{x, rect.min.y + caption}, {x + size.x, rect.min.y + caption + size.y}};
    g.id = std::move(id);
    g.caption = std::move(words);
    if (number > 0)
      text(frame, font, {x - sign / 2, g.cells.centre().y}, frame.palette.text_quiet,
           number == 1 ? kTimes : "=", Align::centre);
  };
  place(0, "window values", view.source + " " + view.letter);
  grid(
      frame, g, view, [](const auto& p) { return grey(p.value); },
      [](const auto& p) { return steady(p.value); });
  place(1, "window weights", view.filter);
  grid(
      frame, g, view, [&](const auto& p) { return signed_cell(frame.palette, p.weight, weights); },
      [](const auto& p) { return ui::cell(p.weight); });
  place(2, "window products", view.source + "·" + view.filter);
  grid(
      frame, g, view,
      [&](const auto& p) { return signed_cell(frame.palette, p.product, products); },
      [](const auto& p) { return steady(p.product); });
  return g.cells.max.x;
}

}  // namespace twofold::ui::inline one_value
