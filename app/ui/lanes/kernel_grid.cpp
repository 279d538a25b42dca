#include "app/ui/lanes/kernel_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/number_cell.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/tap_colour.h"

namespace twofold::ui::inline lanes {
namespace {

/// Smaller cells are shown but not worked: a mouse could not aim at them.
constexpr float kWorkable = 12;

float limit_of(const core::Filter& d, int q, int r) {
  float most = 0;
  for (int ky = 0; ky < d.shape.height; ++ky)
    for (int kx = 0; kx < d.shape.width; ++kx) most = std::max(most, std::abs(d.at(ky, kx, q, r)));
  return most > 0 ? most : 1;
}

/// What the document keeps a filter of a stage by.
model::ChannelKey key_of(const Frame& frame, const model::FilterCell& cell) {
  const model::Evaluation& e = *frame.session.numbers();
  const int m = e.filter(cell.stage).shape.out;
  return model::key_of(e.stages.list, cell.stage + 1, core::intermediate_channel(cell.q, cell.r, m),
                       e.x()->shape.channels);
}

void apply(Frame& frame, const CellResult& result, const model::FilterCell& cell) {
  if (!result.dragged && !result.typed) return;
  const auto [q, r] = key_of(frame, cell);
  if (result.dragged)
    frame.emit_drag(model::SetKernelCell{q, r, cell.ky, cell.kx, *result.dragged});
  if (result.typed) frame.emit(model::SetKernelCell{q, r, cell.ky, cell.kx, *result.typed});
}

}  // namespace

void kernel_grid(Frame& frame, const Rect& rect, int q, int r, bool lit, bool takes_steps) {
  const model::Evaluation& e = *frame.session.numbers();
  const int stage = core::window_stage(e.stages.list);
  const core::Filter& d = e.filter(stage);
  const model::Highlight& h = frame.session.highlighted();
  const float w = rect.width() / static_cast<float>(d.shape.width);
  const float height = rect.height() / static_cast<float>(d.shape.height);
  const float gap = std::min(w, height) > frame.px(10) ? 1.0f : 0.0f;
  const float limit = limit_of(d, q, r);
  const bool can_edit = std::min(w, height) >= frame.px(kWorkable) &&
                        !e.document.bypass.depthwise && frame.session.problems().empty();
  const bool coloured = lit && taps_are_walked(frame);
  for (int ky = 0; ky < d.shape.height; ++ky) {
    for (int kx = 0; kx < d.shape.width; ++kx) {
      const ImVec2 min{rect.min.x + w * static_cast<float>(kx),
                       rect.min.y + height * static_cast<float>(ky)};
      const model::FilterCell place{q, r, ky, kx, stage};
      const Rect at{min, {min.x + w - gap, min.y + height - gap}};
      const CellResult result =
          number_cell(frame, {fmt::format("D{},{} cell {},{}", q, r, ky, kx), at,
                              d.at(ky, kx, q, r), limit, lit, can_edit, takes_steps});
      apply(frame, result, place);
      if (result.hovered && !frame.present()) frame.hover.tap = place;
      const bool chosen = h.tap && h.tap->ky == ky && h.tap->kx == kx && lit;
      if (coloured && !tap_is_skipped(frame, ky, kx))
        tap_frame(frame, at, tap_colour(frame, ky, kx), chosen);
      if (chosen) selection_outline(frame, at, frame.px(1.5f));
    }
  }
}

}  // namespace twofold::ui::inline lanes
