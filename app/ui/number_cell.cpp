#include "app/ui/number_cell.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/ui/draw.h"
#include "app/ui/numbers.h"
#include "app/ui/window_state.h"

namespace twofold::ui {
namespace {

/// A drag of this many design pixels changes a value by 1.
constexpr float kDragPixels = 80;
constexpr float kDragStep = 0.05f;

void start_typing(Frame& frame, const NumberCell& c) {
  Typing& typing = frame.window.typing;
  typing.id = c.id;
  typing.wants_focus = true;
  std::snprintf(typing.text.data(), typing.text.size(), "%.9g", static_cast<double>(c.value));
}

/// The text field over a cell that is being typed; the number once it is entered.
std::optional<float> type_number(Frame& frame, const NumberCell& c) {
  Typing& typing = frame.window.typing;
  const float width = std::max(c.rect.width(), frame.px(64));
  ImGui::SetCursorScreenPos(c.rect.min);
  ImGui::SetNextItemWidth(width);
  ImGui::PushFont(frame.fonts.mono);
  if (typing.wants_focus) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(("##typing " + c.id).c_str(), typing.text.data(), typing.text.size(),
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                           ImGuiInputTextFlags_CharsScientific);
  ImGui::PopFont();
  const bool left = !typing.wants_focus && ImGui::IsItemDeactivated();
  typing.wants_focus = false;
  if (!entered && !left) return std::nullopt;
  const bool cancelled = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  typing.id.clear();
  char* end = nullptr;
  const float value = std::strtof(typing.text.data(), &end);
  if (cancelled || end == typing.text.data() || !std::isfinite(value)) return std::nullopt;
  return value;
}

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

}  // namespace

CellResult number_cell(Frame& frame, const NumberCell& c) {
  CellResult result;
  frame.registry.add({c.id, c.rect.min, c.rect.max, 0});
  if (frame.window.typing.id == c.id) {
    result.typed = type_number(frame, c);
    return result;
  }
  ImGui::SetCursorScreenPos(c.rect.min);
  ImGui::InvisibleButton(c.id.c_str(), c.rect.size());
  result.hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  if (c.can_edit) {
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) start_typing(frame, c);
    result.dragged = drag_number(frame, c);
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  }
  const ImU32 body = signed_cell(frame.palette, c.value, c.limit);
  fill(frame, c.rect, c.lit ? body : fade(body, 0.4f));
  const std::string words = cell(c.value);
  if (text_width(frame.fonts.mono_small, words) <= c.rect.width() - 2 &&
      frame.fonts.mono_small->FontSize <= c.rect.height() + 2)
    text(frame, frame.fonts.mono_small, c.rect.centre(),
         c.lit ? ink_on(body) : frame.palette.text_faint, words, Align::centre);
  return result;
}

}  // namespace twofold::ui
