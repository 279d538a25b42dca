// The kernel as the grid of its slices, the chosen one large and open to typing; its singular
// values, and error and cost over the multiplier, which is dragged there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/learning/learning_chart.h"
#include "app/ui/controls/number_cell.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/readouts.h"
#include "app/ui/draw/draw_figure.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"

namespace twofold::ui::inline learning {
namespace {

/// Slices smaller than this say nothing; the first that fit are shown.
constexpr float kLeastSlice = 9;
constexpr float kLargestSlice = 40;

/// The chosen slice, brought inside the kernel.
model::SliceChoice slice_of(const Frame& frame, const core::FilterShape& w) {
  const model::SliceChoice& s = frame.view().learning.lost.slice;
  return {within(s.q, 0, w.in - 1), within(s.k, 0, w.out - 1)};
}

void type_cell(Frame& frame, const model::Lost& lost, std::size_t index, float value) {
  auto kernel = std::make_shared<core::Filter>(*lost.target.kernel);
  kernel->values[index] = value;
  frame.learn(model::ChooseKernel{
      {.source = model::KernelSource::given, .kernel = std::move(kernel), .name = "typed"}});
}

/// The chosen slice with its numbers; a cell that is dragged or typed makes the kernel the user's.
void open_slice(Frame& frame, const model::Lost& lost, const Rect& rect, float limit) {
  const core::Filter& w = *lost.target.kernel;
  const auto [q, k] = slice_of(frame, w.shape);
  const float width = rect.width() / static_cast<float>(w.shape.width);
  const float height = rect.height() / static_cast<float>(w.shape.height);
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      const ImVec2 min{rect.min.x + width * static_cast<float>(kx),
                       rect.min.y + height * static_cast<float>(ky)};
      const Rect at{min, {min.x + width - 1, min.y + height - 1}};
      const CellResult cell =
          number_cell(frame, {fmt::format("W cell {},{}", ky, kx), at, w.at(ky, kx, q, k), limit,
                              true, std::min(width, height) >= frame.px(12)});
      if (const auto value = cell.dragged ? cell.dragged : cell.typed)
        type_cell(frame, lost, w.index(ky, kx, q, k), *value);
    }
  }
}

/// How many slices are shown, and how large.
struct SliceLayout {
  int rows, columns;
  float width, height;
};
SliceLayout slice_layout(const Frame& frame, const core::FilterShape& w, const Rect& room) {
  const float tall = static_cast<float>(w.height) / static_cast<float>(w.width);
  const float by_width = room.width() / static_cast<float>(w.out);
  const float by_height = room.height() / static_cast<float>(w.in) / tall;
  const float width =
      std::clamp(std::min(by_width, by_height), frame.px(kLeastSlice), frame.px(kLargestSlice));
  return {std::min(w.in, how_many(room.height(), width * tall)),
          std::min(w.out, how_many(room.width(), width)), width, width * tall};
}

void slices(Frame& frame, const model::Lost& lost, const Rect& room, float limit) {
  const core::Filter& w = *lost.target.kernel;
  const SliceLayout at = slice_layout(frame, w.shape, room);
  const model::SliceChoice chosen = slice_of(frame, w.shape);
  const float gap = std::max(1.0f, frame.px(2));
  const Rect all{room.min,
                 {room.min.x + at.width * static_cast<float>(at.columns),
                  room.min.y + at.height * static_cast<float>(at.rows)}};
  for (int q = 0; q < at.rows; ++q) {
    for (int k = 0; k < at.columns; ++k) {
      const ImVec2 min{all.min.x + at.width * static_cast<float>(k),
                       all.min.y + at.height * static_cast<float>(q)};
      const Rect slice{min, {min.x + at.width - gap, min.y + at.height - gap}};
      slice_grid(frame, slice, w, q, k, limit, fmt::format("W{},{}", q, k));
      if (chosen == model::SliceChoice{q, k}) selection_outline(frame, slice, frame.px(1.5f));
    }
  }
  if (at.rows < 1 || at.columns < 1) return;
  if (press_area("lost slices", all) || ImGui::IsItemActive()) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const model::SliceChoice there{index_at((mouse.y - all.min.y) / at.height, at.rows),
                                   index_at((mouse.x - all.min.x) / at.width, at.columns)};
    if (there != chosen) frame.learn(model::LookAtSlice{there});
  }
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, "W, slice by slice",
            "Rows are input channels, columns outputs. A row is a matrix of kh·kw × K numbers; D "
            "and P can only make those of rank at most m. Click: its output is shown below, its "
            "cells can be typed.");
}

}  // namespace

void lost_kernel(Frame& frame, const model::Lost& lost, const Rect& room) {
  const core::FilterShape& w = lost.target.kernel->shape;
  const auto [q, k] = slice_of(frame, w);
  const float line = line_height(frame.fonts.body) + frame.px(4);
  section_header(frame, room.top(line), fmt::format("W: {} × {} slices", w.in, w.out),
                 fmt::format("of {} × {}", w.height, w.width));
  const Rect body = room.without_top(line + frame.px(2));
  const float limit = limit_of(*lost.target.kernel);
  const float small = line_height(frame.fonts.small);
  const float side =
      std::min({body.height() - small - frame.px(4), body.width() * 0.32f, frame.px(150)});
  slices(frame, lost, body.without_right(side + frame.px(14)), limit);
  const Rect large = body.right(side);
  text(frame, frame.fonts.small, {large.min.x, large.min.y + small / 2}, frame.palette.text_quiet,
       fmt::format("x{} to y{}", q, k));
  const Rect cells = large.without_top(small + frame.px(4));
  open_slice(
      frame, lost,
      proportioned(cells.top(side), static_cast<float>(w.height), static_cast<float>(w.width)),
      limit);
}

void lost_curves(Frame& frame, const model::Lost& lost, const Rect& room) {
  const float gap = frame.px(16);
  const float scale = frame.px(1);
  const model::FitCurve fit{lost.target.kernel->shape, lost.singular_values, lost.multiplier};
  const Rect bars = nth_column(room, 0, 2, gap);
  draw_figure(frame,
              model::singular_value_chart(fit, {bars.width() / scale, bars.height() / scale}),
              bars.min);
  explain_on(frame, bars, "lost singular values", "Singular values",
             "Of each input channel's kh·kw × K matrix. m filters keep the m largest; what the "
             "others hold is lost. A kernel whose further bars are nothing has rank m.");
  const Rect rect = nth_column(room, 1, 2, gap);
  const model::FitChart chart =
      model::fit_chart(fit, {rect.width() / scale, rect.height() / scale});
  draw_figure(frame, chart.drawing, rect.min);
  const Rect plot = plot_of(frame, rect.min, chart.x, chart.y);
  frame.registry.add({"lost curves", plot.min, plot.max, 0});
  press_area("lost curves", plot);
  const bool active = ImGui::IsItemActive();
  if (!active && !ImGui::IsItemHovered()) return;
  const double at = chart.x.value((ImGui::GetIO().MousePos.x - rect.min.x) / scale);
  const int m = within(static_cast<int>(std::lround(at)), 1, lost.exact_multiplier);
  if (active && m != frame.view().learning.lost.multiplier) frame.learn(model::FitWith{m});
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!frame.present())
    explain(frame, fmt::format("m = {}", m), "Drag to move m along both curves.");
}

}  // namespace twofold::ui::inline learning
