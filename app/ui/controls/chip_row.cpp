#include "app/ui/controls/chip_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/steps/prediction.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline controls {
namespace {

constexpr float kGap = 4;
constexpr float kArrow = 14;

/// A click on this rectangle.
bool pressed(const std::string& id, const Rect& rect) { return press_area(id, rect); }

/// An arrow at one end; true when it is clicked. Faint where there is nothing to scroll to.
bool arrow(Frame& frame, const std::string& id, const Rect& rect, bool to_left, bool enabled) {
  const bool clicked = pressed(id, rect) && enabled;
  const bool hovered = ImGui::IsItemHovered() && enabled;
  const ImU32 colour = hovered   ? frame.palette.text
                       : enabled ? frame.palette.text_quiet
                                 : fade(frame.palette.text_faint, 0.4f);
  text(frame, frame.fonts.strong, rect.centre(), colour, to_left ? "\xe2\x80\xb9" : "\xe2\x80\xba",
       Align::centre);
  return clicked;
}

/// The first chip to show: scrolled as asked, and to the chosen one when another was chosen or the
/// room has changed. Steps turn whole pages, so that what is seen at a step does not depend on the
/// way there.
void bring_into_sight(ChipScroll& scroll, int chosen, int fit, int count, bool by_pages) {
  if ((scroll.chosen != chosen || scroll.fit != fit) && chosen >= 0)
    scroll.first =
        by_pages ? chosen / fit * fit : std::clamp(scroll.first, chosen - fit + 1, chosen);
  scroll.chosen = chosen;
  scroll.fit = fit;
  scroll.first = std::clamp(scroll.first, 0, std::max(count - fit, 0));
}

}  // namespace

int chip_row(Frame& frame, const Rect& rect, const ChipRow& row, ChipScroll& scroll) {
  const int count = static_cast<int>(row.chips.size());
  float width = 0;
  for (const ChipRow::Chip& c : row.chips)
    width = std::max(width, text_width(frame.fonts.strong, c.words) + frame.px(14));
  const float pitch = width + frame.px(kGap);
  const bool all_fit = pitch * static_cast<float>(count) - frame.px(kGap) <= rect.width();
  const float ends = all_fit ? 0 : 2 * frame.px(kArrow);
  const int fit = all_fit ? count : std::max(how_many(rect.width() - ends, pitch), 1);

  if (!all_fit && rect.contains(ImGui::GetIO().MousePos) && ImGui::GetIO().MouseWheel != 0) {
    scroll.first -= ImGui::GetIO().MouseWheel > 0 ? 1 : -1;
    frame.window.wheel_is_taken = true;
  }
  bring_into_sight(scroll, row.chosen, fit, count, model::follows_steps(frame.view()));
  float x = rect.min.x;
  if (!all_fit) {
    if (arrow(frame, row.id + " back", rect.left(frame.px(kArrow)), true, scroll.first > 0))
      --scroll.first;
    x += frame.px(kArrow);
  }
  int clicked = -1;
  for (int i = scroll.first; i < std::min(scroll.first + fit, count); ++i, x += pitch) {
    const ChipRow::Chip& c = row.chips[static_cast<std::size_t>(i)];
    const std::string id = fmt::format("{} {}", row.id, i);
    const Rect body = chip(frame, {x, rect.centre().y}, c.words, c.hue, i == row.chosen);
    if (i == row.chosen) outline(frame, body, c.hue, 1, frame.px(5));
    if (pressed(id, body)) clicked = i;
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    frame.registry.add({id, body.min, body.max, 0});
  }
  if (!all_fit &&
      arrow(frame, row.id + " on", {{x, rect.min.y}, {x + frame.px(kArrow), rect.max.y}}, false,
            scroll.first + fit < count))
    ++scroll.first;
  return clicked;
}

}  // namespace twofold::ui::inline controls
