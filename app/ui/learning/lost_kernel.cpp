// The kernel as the grid of its slices, the chosen one large and open to typing; its singular
// values, and error and cost over the multiplier, which is dragged there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

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
constexpr float kLargestOpen = 190;

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

/// A kernel as the grid of its slices, or how far two of them are apart.
struct Slices {
  std::string name;
  std::string title;
  std::string explained;
  const core::Filter& w;
  const core::Filter* less = nullptr;  ///< is taken off it

  float value(int ky, int kx, int q, int k) const {
    return w.at(ky, kx, q, k) - (less ? less->at(ky, kx, q, k) : 0);
  }
};

void slices(Frame& frame, const Slices& grid, const Rect& room, float limit) {
  const core::FilterShape& w = grid.w.shape;
  const SliceLayout at = slice_layout(frame, w, room);
  const model::SliceChoice chosen = slice_of(frame, w);
  const float gap = std::max(1.0f, frame.px(2));
  const Rect all{room.min,
                 {room.min.x + at.width * static_cast<float>(at.columns),
                  room.min.y + at.height * static_cast<float>(at.rows)}};
  for (int q = 0; q < at.rows; ++q) {
    for (int k = 0; k < at.columns; ++k) {
      const ImVec2 min{all.min.x + at.width * static_cast<float>(k),
                       all.min.y + at.height * static_cast<float>(q)};
      const Rect slice{min, {min.x + at.width - gap, min.y + at.height - gap}};
      heat_grid(frame, slice,
                {fmt::format("{}{},{}", grid.name, q, k), w.height, w.width,
                 [&](int ky, int kx) { return grid.value(ky, kx, q, k); }, limit});
      if (chosen == model::SliceChoice{q, k}) selection_outline(frame, slice, frame.px(1.5f));
    }
  }
  if (at.rows < 1 || at.columns < 1) return;
  const std::string id = "lost slices " + grid.name;
  if (press_area(id, all) || ImGui::IsItemActive()) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const model::SliceChoice there{index_at((mouse.y - all.min.y) / at.height, at.rows),
                                   index_at((mouse.x - all.min.x) / at.width, at.columns)};
    if (there != chosen) frame.learn(model::LookAtSlice{there});
  }
  if (ImGui::IsItemHovered() && !frame.present()) explain(frame, grid.title, grid.explained);
}

/// W, what D and P come to, and what is missed of it, below each other: places in one are the same
/// in all.
std::vector<Slices> compared(const model::Lost& lost) {
  const core::Filter& w = *lost.target.kernel;
  const int m = lost.multiplier;
  const std::string made =
      m == 1 ? "D and P: a row is one pattern" : fmt::format("D and P: a row mixes {} patterns", m);
  return {
      {"W",
       fmt::format("W: {} × {} slices of {} × {}", w.shape.in, w.shape.out, w.shape.height,
                   w.shape.width),
       "Rows are input channels, columns outputs. A row is a matrix of kh·kw × K numbers; D and "
       "P can only make those of rank at most m. Click: its output is shown, its cells can be "
       "typed.",
       w},
      {"made", made,
       "The standard kernel that the fitted D and P come to. Every slice of a row is made of the "
       "same m filters, each as strong as the mix says.",
       lost.made},
      {"missed", "what is missed: W less these", "What no mixture of m patterns a row can make.", w,
       &lost.made}};
}

}  // namespace

void lost_kernel(Frame& frame, const model::Lost& lost, const Rect& room) {
  const auto [q, k] = slice_of(frame, lost.target.kernel->shape);
  const core::FilterShape& w = lost.target.kernel->shape;
  const float limit = limit_of(*lost.target.kernel);
  const float small = line_height(frame.fonts.small);
  const float caption = small + frame.px(4);
  const float third = room.height() / 3;
  const float side =
      std::max(0.0f, std::min({2 * third - caption, room.width() * 0.32f, frame.px(kLargestOpen)}));
  const Rect left = room.without_right(side + frame.px(14));
  float top = room.min.y;
  for (const Slices& grid : compared(lost)) {
    text_within(frame, frame.fonts.small, {left.min.x, top + small / 2},
                grid.less ? frame.palette.warning : frame.palette.text, grid.title, left.width());
    const float bottom = std::max(top + caption, top + third - frame.px(6));
    slices(frame, grid, {{left.min.x, top + caption}, {left.max.x, bottom}}, limit);
    top += third;
  }
  const Rect large = room.right(side);
  text(frame, frame.fonts.small, {large.min.x, large.min.y + small / 2}, frame.palette.text_quiet,
       fmt::format("W: x{} to y{}", q, k));
  const Rect cells = large.without_top(caption);
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
