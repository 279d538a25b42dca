#include "app/ui/lanes/legend.h"

#include <algorithm>
#include <vector>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline lanes {
namespace {

ImU32 packed(const paint::Rgb& c) { return IM_COL32(c.r, c.g, c.b, 255); }

constexpr float kBarHeight = 9;

/// From the top of one bar to that of the next below it.
float bar_step(const Frame& frame) {
  return frame.px(kBarHeight) + line_height(frame.fonts.mono_small) + frame.px(14);
}

std::string end_text(float value) { return cell(value); }

/// The swatches beyond the ends of a grey scale: values that were clipped.
void draw_clipping(Frame& frame, const Rect& bar, const paint::Scale& scale) {
  const float width = frame.px(5);
  const float span = scale.range.high - scale.range.low;
  fill(frame, {{bar.min.x - width, bar.min.y}, {bar.min.x, bar.max.y}},
       packed(paint::colour_of(scale.range.low - span, scale)));
  fill(frame, {{bar.max.x, bar.min.y}, {bar.max.x + width, bar.max.y}},
       packed(paint::colour_of(scale.range.high + span, scale)));
}

}  // namespace

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
  const bool is_grey = scale.map == paint::Map::grey;
  if (is_grey) draw_clipping(frame, bar, scale);
  outline(frame, bar, frame.palette.panel_border);
  ImFont* font = frame.fonts.mono_small;
  const float y = bar.max.y + cap_height(*font) / 2 + frame.px(4);
  text(frame, font, {bar.min.x, y}, frame.palette.text_quiet, end_text(scale.range.low));
  const float ends = text_width(font, end_text(scale.range.low)) +
                     text_width(font, end_text(scale.range.high)) + frame.px(22);
  if (!is_grey && bar.width() > ends)
    text(frame, font, {bar.centre().x, y}, frame.palette.text_quiet, "0", Align::centre);
  text(frame, font, {bar.max.x, y}, frame.palette.text_quiet, end_text(scale.range.high),
       Align::right);
  if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(bar.min, {bar.max.x, y}) &&
      !frame.present())
    explain(frame, is_grey ? "Grey scale of this lane" : "Signed scale of this lane",
            is_grey ? "For filters whose weights do not sum to 0. Values outside are clipped and "
                      "marked: purple below, orange above."
                    : "For filters whose weights sum to 0: they answer to change alone. Purple is "
                      "below zero, orange above.");
}

void legend(Frame& frame, const Rect& room, const model::LaneScales& scales) {
  const auto any = [&](bool diverging) {
    return std::find(scales.is_diverging.begin(), scales.is_diverging.end(), diverging) !=
           scales.is_diverging.end();
  };
  const float title = line_height(frame.fonts.small);
  const bool per_image = frame.view().range_mode == model::RangeMode::image;
  text_within(frame, frame.fonts.small, {room.min.x, room.min.y + title / 2 - frame.px(1)},
              frame.palette.text_quiet, per_image ? "own scales" : "scale", room.width());
  if (per_image) return;
  std::vector<paint::Scale> used;
  if (any(false)) used.push_back({paint::Map::grey, scales.grey});
  const paint::Map map = frame.palette.name == model::ThemeChoice::dark
                             ? paint::Map::diverging_dark
                             : paint::Map::diverging_light;
  if (any(true)) used.push_back({map, {-scales.diverging_limit, scales.diverging_limit}});

  const float inset = frame.px(6);
  const auto count = static_cast<float>(used.size());
  const bool is_level = room.height() < title + count * bar_step(frame);
  const float width = is_level ? room.width() / count : room.width();
  ImVec2 at{room.min.x, room.min.y + title};
  for (const paint::Scale& scale : used) {
    scale_bar(frame, {{at.x + inset, at.y}, {at.x + width - inset, at.y + frame.px(kBarHeight)}},
              scale);
    if (is_level)
      at.x += width;
    else
      at.y += bar_step(frame);
  }
}

float legend_height(const Frame& frame) { return line_height(frame.fonts.small) + bar_step(frame); }

}  // namespace twofold::ui::inline lanes
