// The page of curves: the ratio over three settings side by side, each with today's setting as a
// dot that moves the control when it is dragged; below, the break-even of the common cases.
#include <fmt/format.h>

#include <array>

#include "app/model/cost/cost_chart.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw_figure.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

using model::CurveAxis;

constexpr std::array<CurveAxis, 3> kAxes{CurveAxis::multiplier, CurveAxis::kernel,
                                         CurveAxis::out_channels};

model::Action set_action(CurveAxis axis, int setting) {
  if (axis == CurveAxis::multiplier) return model::SetMultiplier{setting};
  if (axis == CurveAxis::kernel) return model::SetKernel{{setting, setting}};
  return model::SetOutChannels{setting};
}

Term term_of(CurveAxis axis) {
  if (axis == CurveAxis::multiplier) return Term::m;
  return axis == CurveAxis::kernel ? Term::di : Term::k;
}

std::string setting_words(CurveAxis axis, int setting, double ratio) {
  const std::string costs =
      fmt::format("separable costs {} of a standard convolution", percent(ratio));
  if (axis == CurveAxis::multiplier) return fmt::format("m = {}: {}", setting, costs);
  if (axis == CurveAxis::kernel) return fmt::format("{} × {}: {}", setting, setting, costs);
  return fmt::format("K = {}: {}", setting, costs);
}

/// Draws a chart; a press anywhere in its plot takes the dot there, and a drag moves it.
void curve(Frame& frame, const LayerCost& c, CurveAxis axis, const Rect& rect) {
  const model::Curve curve = model::cost_curve(axis, c.layer, c.in.channels);
  const float scale = frame.px(1);
  const model::CurveChart chart =
      model::curve_chart(curve, {rect.width() / scale, rect.height() / scale});
  draw_figure(frame, chart.drawing, rect.min);

  const Rect plot{
      {rect.min.x + frame.px(chart.x.pixel_from), rect.min.y + frame.px(chart.y.pixel_to)},
      {rect.min.x + frame.px(chart.x.pixel_to), rect.min.y + frame.px(chart.y.pixel_from)}};
  const char* name = model::axis_title(axis);
  frame.registry.add({name, plot.min, plot.max, 0});
  press_area(name, plot);
  const bool active = ImGui::IsItemActive();
  if (!active && !ImGui::IsItemHovered()) return;
  frame.hovered_term = term_of(axis);
  const float x = (ImGui::GetIO().MousePos.x - rect.min.x) / scale;
  const int setting = model::setting_at(chart, curve, x);
  const core::Layer there = model::with_setting(axis, c.layer, setting);
  if (active && there != c.layer) frame.emit_drag(set_action(axis, setting));
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  explain(frame, setting_words(axis, setting, model::ratio_at(axis, c.layer, setting)),
          "Drag to move the setting along the curve.");
}

/// m* for kernels and outputs that are used a lot; the layer's own row and column are lit.
void break_even_table(Frame& frame, const LayerCost& c, const Rect& area) {
  const Palette& p = frame.palette;
  constexpr std::array<int, 8> kOutputs{3, 8, 16, 32, 64, 128, 256, 512};
  constexpr std::array<int, 4> kKernels{1, 3, 5, 7};
  const float row_height = std::min(area.height() / 5, frame.px(26));
  const float first = frame.px(150);
  const float step = std::min((area.width() - first) / 9, frame.px(96));
  const auto cell = [&](int row, int column) {
    const float top = area.min.y + row_height * static_cast<float>(row);
    const float left = area.min.x + first + step * static_cast<float>(column);
    return Rect{{left, top}, {left + step, top + row_height}};
  };
  text(frame, frame.fonts.strong, {area.min.x, middle(cell(0, 0))}, p.text, "Break-even m*");
  const auto number = [&](const Rect& at, const std::string& words, bool strong) {
    text(frame, strong ? frame.fonts.mono_strong : frame.fonts.mono, {at.max.x, middle(at)},
         strong ? p.text : p.text_quiet, words, Align::right);
  };
  for (std::size_t k = 0; k <= kOutputs.size(); ++k) {
    const bool last = k == kOutputs.size();
    const std::string words = last ? "K → ∞" : fmt::format("K = {}", kOutputs[k]);
    number(cell(0, static_cast<int>(k)), words, !last && kOutputs[k] == c.layer.out_channels);
  }
  for (std::size_t row = 0; row < kKernels.size(); ++row) {
    const core::Extent kernel{kKernels[row], kKernels[row]};
    const int line = static_cast<int>(row) + 1;
    const bool own_row = kernel == c.layer.kernel;
    text(frame, frame.fonts.mono, {area.min.x, middle(cell(line, 0))},
         own_row ? p.text : p.text_quiet, fmt::format("{} × {}", kernel.height, kernel.width));
    for (std::size_t k = 0; k <= kOutputs.size(); ++k) {
      const bool last = k == kOutputs.size();
      const double even = last ? kernel.area() : core::break_even_multiplier(kernel, kOutputs[k]);
      const Rect at = cell(line, static_cast<int>(k));
      const bool own = own_row && !last && kOutputs[k] == c.layer.out_channels;
      if (own)
        fill(frame, {{at.min.x + frame.px(20), at.min.y}, {at.max.x + frame.px(6), at.max.y}},
             p.accent_soft, frame.px(4));
      number(at, fixed(even, 2), own);
    }
  }
  const Rect whole{area.min, cell(4, 8).max};
  explain_on(frame, whole, "break-even table", "Break-even m* = kh × kw × out / (kh × kw + out)",
             "Below it separable costs less than standard, above it more. A 1 × 1 kernel never "
             "pays. Raising K brings m* near the kernel's area, never beyond.");
}

}  // namespace

void cost_curves(Frame& frame, const LayerCost& c, const Rect& charts) {
  const float gap = frame.px(20);
  const float width = (charts.width() - 2 * gap) / 3;
  for (std::size_t i = 0; i < kAxes.size(); ++i) {
    const float left = charts.min.x + (width + gap) * static_cast<float>(i);
    curve(frame, c, kAxes[i], {{left, charts.min.y}, {left + width, charts.max.y}});
  }
}

void cost_page_curves(Frame& frame, const LayerCost& c, const Rect& room) {
  // Large letters leave no room for both.
  if (frame.present()) return cost_curves(frame, c, room);
  const float table = std::min(frame.px(26), room.height() * 0.05f) * 5;
  cost_curves(frame, c, room.without_bottom(table + frame.px(14)));
  break_even_table(frame, c, room.bottom(table));
}

}  // namespace twofold::ui::inline cost
