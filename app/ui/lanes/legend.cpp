#include "app/ui/lanes/legend.h"

#include <algorithm>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/picture_scale.h"

namespace twofold::ui::inline lanes {
namespace {

ImU32 packed(const paint::Rgb& c) { return IM_COL32(c.r, c.g, c.b, 255); }

constexpr float kBarHeight = 9;

/// A swatch of what lies beyond an end: its colour under the stripes that mark it.
void draw_beyond(Frame& frame, const Rect& swatch, const paint::Rgb& end) {
  fill(frame, swatch, packed(end));
  frame.draw->PushClipRect(swatch.min, swatch.max, true);
  const float step = frame.px(4);
  for (float x = swatch.min.x; x < swatch.max.x + swatch.height(); x += step)
    frame.draw->AddLine({x, swatch.min.y}, {x - swatch.height(), swatch.max.y},
                        packed(paint::kBeyondColour), step / 2);
  frame.draw->PopClipRect();
}

}  // namespace

/// The scale's ends below its bar, which is `inset` shorter than `line` on both sides, and its zero
/// where there is room; in little room each end has half of the line.
void write_ends(Frame& frame, const Rect& line, const paint::Scale& scale, float inset) {
  ImFont* font = frame.fonts.mono_small;
  const ImU32 colour = frame.palette.text_quiet;
  const ImVec2 middle = line.centre();
  const std::string low = cell(scale.range.low);
  const std::string high = cell(scale.range.high);
  const float bar = line.width() - 2 * inset;
  const float ends = text_width(font, low) + text_width(font, high);
  if (ends + frame.px(6) > bar) {
    const float half = line.width() / 2 - frame.px(2);
    text_fitted(frame, font, {line.min.x + half / 2, middle.y}, colour, low, half);
    text_fitted(frame, font, {line.max.x - half / 2, middle.y}, colour, high, half);
    return;
  }
  text(frame, font, {line.min.x + inset, middle.y}, colour, low);
  text(frame, font, {line.max.x - inset, middle.y}, colour, high, Align::right);
  if (scale.map != paint::Map::grey && bar > ends + frame.px(22))
    text(frame, font, middle, colour, "0", Align::centre);
}

void scale_bar(Frame& frame, const Rect& bar, const paint::Scale& scale) {
  constexpr int kPieces = 32;
  for (int i = 0; i < kPieces; ++i) {
    const float from = static_cast<float>(i) / kPieces;
    const float value =
        scale.range.low + (from + 0.5f / kPieces) * (scale.range.high - scale.range.low);
    fill(frame,
         {{bar.min.x + from * bar.width(), bar.min.y},
          {bar.min.x + (from + 1.0f / kPieces) * bar.width() + 0.5f, bar.max.y}},
         packed(paint::colour_of(value, scale)));
  }
  outline(frame, bar, frame.palette.panel_border);
  const float beyond = frame.px(10);
  const paint::ColourTable& table = paint::colour_table(scale.map);
  draw_beyond(frame, {{bar.min.x - beyond, bar.min.y}, {bar.min.x, bar.max.y}}, table.front());
  draw_beyond(frame, {{bar.max.x, bar.min.y}, {bar.max.x + beyond, bar.max.y}}, table.back());
  ImFont* font = frame.fonts.mono_small;
  const float y = bar.max.y + cap_height(*font) / 2 + frame.px(4);
  write_ends(frame, {{bar.min.x - beyond, y}, {bar.max.x + beyond, y}}, scale, beyond);
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(bar.min, {bar.max.x, y}) &&
      !frame.present())
    explain_scale(frame, scale);
}

void legend(Frame& frame, const Rect& room, const std::string& name, const paint::PictureKey& key) {
  const auto scale = painted_scale(frame, key);
  if (!scale) return;
  const float title = line_height(frame.fonts.small);
  const std::string whole = "scale of " + name;
  const bool fits = text_width(frame.fonts.small, whole) <= room.width();
  text_within(frame, frame.fonts.small, {room.min.x, room.min.y + title / 2 - frame.px(1)},
              frame.palette.text_quiet, fits ? whole : name, room.width());
  const Rect below = room.without_top(title).without_left(frame.px(10)).without_right(frame.px(11));
  scale_bar(frame, below.top(frame.px(kBarHeight)), *scale);
}

float legend_height(const Frame& frame) {
  return line_height(frame.fonts.small) + frame.px(kBarHeight) +
         line_height(frame.fonts.mono_small) + frame.px(14);
}

}  // namespace twofold::ui::inline lanes
