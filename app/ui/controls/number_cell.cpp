#include "app/ui/controls/number_cell.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/control.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/typing.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

/// A drag of this many design pixels changes a value by 1.
constexpr float kDragPixels = 80;
constexpr float kDragStep = 0.05f;

std::optional<float> drag_number(Frame& frame, const NumberCell& c) {
  if (ImGui::IsItemActivated()) frame.window.drag_start_value = c.value;
  if (!ImGui::IsItemActive() || !ImGui::IsMouseDragging(0, frame.px(3))) return std::nullopt;
  const float up = -ImGui::GetMouseDragDelta(0, 0).y / frame.px(kDragPixels);
  // Fine steps near the start, so that 0 and 1 can be hit; Shift for exact work.
  const float step = ImGui::GetIO().KeyShift ? kDragStep / 10 : kDragStep;
  const float value = frame.window.drag_start_value + up * (ImGui::GetIO().KeyShift ? 0.1f : 1.0f);
  const float stepped = std::round(value / step) * step;
  if (stepped == c.value) return std::nullopt;
  return stepped;
}

/// The new value where the wheel over the cell, or the keys of the focused one, ask for one.
std::optional<float> step_number(Frame& frame, const NumberCell& c, bool focused) {
  int steps = 0;
  const float wheel = ImGui::GetIO().MouseWheel;
  if (ImGui::IsItemHovered() && wheel != 0 && !frame.window.wheel_is_taken) {
    frame.window.wheel_is_taken = true;
    steps += wheel > 0 ? 1 : -1;
  }
  if (focused) {
    const Focus& focus = frame.window.focus;
    steps += focus.presses(Key::up) + focus.presses(Key::right);
    steps -= focus.presses(Key::down) + focus.presses(Key::left);
  }
  if (steps == 0) return std::nullopt;
  const float step = ImGui::GetIO().KeyShift ? kDragStep / 10 : kDragStep;
  return (std::round(c.value / step) + static_cast<float>(steps)) * step;
}

/// Drags, wheel, keys and the double click on a cell that can be edited.
void work(Frame& frame, const NumberCell& c, CellResult& result) {
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0))
    start_typing(frame, c.id, static_cast<double>(c.value));
  result.dragged = drag_number(frame, c);
  if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  if (!c.takes_steps) return;
  const bool focused = frame.window.focus.visit(c.id);
  result.typed = step_number(frame, c, focused);
  if (focused && frame.window.focus.presses(Key::enter) > 0)
    start_typing(frame, c.id, static_cast<double>(c.value));
  if (focused) focus_ring(frame, c.rect);
}

/// What a value leaves free of its cell, the best first: apart from its neighbour's where that
/// leaves it readable.
constexpr float kApart[] = {5, 1};

bool is_high_enough(const Frame& frame, float height) {
  return frame.fonts.mono_small->FontSize <= height + 2;
}

/// The value where its cell has room.
void write_value(Frame& frame, const NumberCell& c, ImU32 body) {
  if (!c.is_written || !is_high_enough(frame, c.rect.height())) return;
  const ImU32 ink = c.lit ? ink_on(body) : quiet_ink_on(frame.palette, body);
  for (const float apart : kApart)
    if (text_fitted(frame, frame.fonts.mono_small, c.rect.centre(), ink, cell(c.value),
                    c.rect.width() - apart))
      return;
}

}  // namespace

bool is_room_for(const Frame& frame, float value, ImVec2 size) {
  ImFont* font = frame.fonts.mono_small;
  const auto fits = fitting_size(font, cell(value), size.x - kApart[1]);
  return is_high_enough(frame, size.y) && fits && (!frame.present() || *fits >= font->FontSize);
}

CellResult number_cell(Frame& frame, const NumberCell& c) {
  CellResult result;
  frame.registry.add({c.id, c.rect.min, c.rect.max, 0});
  if (is_typing(frame, c.id)) {
    Rect field = c.rect;
    field.max.x = std::max(field.max.x, field.min.x + frame.px(64));
    if (const auto typed = typed_number(frame, c.id, field))
      result.typed = static_cast<float>(*typed);
    return result;
  }
  press_area(c.id, c.rect);
  result.hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  const ImU32 full = signed_cell(frame.palette, c.value, c.limit);
  const ImU32 body = c.lit ? full : quiet_cell(frame.palette, full);
  fill(frame, c.rect, body);
  write_value(frame, c, body);
  if (c.can_edit) work(frame, c, result);
  return result;
}

}  // namespace twofold::ui::inline controls
