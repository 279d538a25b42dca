#include "app/ui/loupe.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw.h"
#include "app/ui/numbers.h"
#include "app/ui/shown_value.h"
#include "app/ui/tap_colour.h"

namespace twofold::ui {
namespace {

constexpr int kSide = 7;
constexpr int kReach = kSide / 2;

/// The value under a loupe cell and the colour that its picture has there.
struct LoupeCell {
  float value = 0;
  bool inside = false;
};

/// What is there; nothing outside the picture, and where a playback has not come yet.
LoupeCell cell_at(const Frame& frame, const LoupeSpec& spec, int b, int row, int column) {
  const core::Shape& s = spec.tensor->shape;
  if (row < 0 || row >= s.height || column < 0 || column >= s.width) return {};
  if (!is_made(frame, {spec.key, spec.tensor, spec.channel}, {row, column})) return {};
  return {spec.tensor->at(b, row, column, spec.channel), true};
}

std::string value_text(const Frame& frame, const LoupeSpec& spec, float value, float width) {
  const bool as_byte = frame.view().values_as_bytes && spec.key.kind == paint::PictureKind::input;
  return as_byte ? fixed(value * 255.0, 0)
                 : cell_within(value,
                               static_cast<int>(width / text_width(frame.fonts.mono_small, "0")));
}

void draw_cell(Frame& frame, const LoupeSpec& spec, const Rect& at, const LoupeCell& c) {
  if (!c.inside) {
    outline(frame, at, frame.palette.panel_border);
    text(frame, frame.fonts.mono_small, at.centre(), frame.palette.text_faint, "\xc2\xb7",
         Align::centre);
    return;
  }
  const model::Painted* painted = frame.session.painter().painted(spec.key);
  const paint::Rgb rgb = paint::colour_of(c.value, painted ? painted->scale : paint::Scale{});
  const ImU32 body = IM_COL32(rgb.r, rgb.g, rgb.b, 255);
  fill(frame, at, body);
  const std::string words = value_text(frame, spec, c.value, at.width());
  if (!words.empty())
    text(frame, frame.fonts.mono_small, at.centre(), ink_on(body), words, Align::centre);
}

}  // namespace

void loupe(Frame& frame, const LoupeSpec& spec, const Rect& room) {
  if (!spec.tensor) return;
  const float title = line_height(frame.fonts.small);
  const float cell_h = std::floor(
      std::min((room.height() - title) / kSide, frame.fonts.mono_small->FontSize * 1.8f));
  const float cell_w = std::floor(std::min(room.width() / kSide, cell_h * 2.6f));
  const Rect grid{{room.min.x, room.min.y + title},
                  {room.min.x + cell_w * kSide, room.min.y + title + cell_h * kSide}};
  text_within(frame, frame.fonts.small, {room.min.x, room.min.y + title / 2 - frame.px(1)},
              frame.palette.text_quiet, spec.name, room.width());
  const auto cell_rect = [&](int dy, int dx) {
    const float x = grid.min.x + cell_w * static_cast<float>(dx + kReach);
    const float y = grid.min.y + cell_h * static_cast<float>(dy + kReach);
    return Rect{{x, y}, {x + cell_w - 1, y + cell_h - 1}};
  };
  const int b = std::min(frame.view().batch_index, spec.tensor->shape.batch - 1);
  for (int dy = -kReach; dy <= kReach; ++dy)
    for (int dx = -kReach; dx <= kReach; ++dx)
      draw_cell(frame, spec, cell_rect(dy, dx),
                cell_at(frame, spec, b, spec.centre.row + dy, spec.centre.column + dx));
  frame.registry.add({"loupe " + spec.name, grid.min, grid.max, 0});

  if (!spec.shows_window) {
    selection_outline(frame, cell_rect(0, 0).shrunk(-0.5f), frame.px(1.5f));
    return;
  }
  const model::Highlight& h = frame.session.highlighted();
  const bool coloured = taps_are_walked(frame);
  const auto draw_tap = [&](const core::Tap& tap, bool at_work) {
    const Rect at = cell_rect(tap.iy - spec.centre.row, tap.ix - spec.centre.column);
    const bool skipped = !core::reads_input(tap, spec.tensor->shape);
    if (skipped) frame.draw->AddLine(at.min, at.max, frame.palette.text_faint);
    if (!coloured || skipped)
      return outline(frame, at, at_work ? frame.palette.accent : frame.palette.selection,
                     at_work ? frame.px(2) : 1);
    const ImU32 colour = tap_colour(frame, tap.ky, tap.kx);
    tap_mark(frame, at, colour);
    outline(frame, at, colour, at_work ? frame.px(2) : 1);
  };
  frame.draw->PushClipRect(grid.min, grid.max, true);
  for (const core::Tap& tap : h.window) draw_tap(tap, false);
  if (h.tap) draw_tap(*h.tap, true);
  const model::PixelBox& w = h.window_box;
  const Rect first = cell_rect(w.top - spec.centre.row, w.left - spec.centre.column);
  const Rect last =
      cell_rect(w.top + w.height - 1 - spec.centre.row, w.left + w.width - 1 - spec.centre.column);
  selection_outline(frame, {first.min, last.max}, frame.px(1.5f));
  frame.draw->PopClipRect();
}

}  // namespace twofold::ui
