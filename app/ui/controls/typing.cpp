#include "app/ui/controls/typing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "app/model/state/number_text.h"
#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

/// The number that the whole text is, with a decimal point or comma; nothing where any of it cannot
/// be read, or where it is not finite.
std::optional<double> typed_value(std::string_view typed) {
  std::string text(typed);
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.back())) text.pop_back();
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
  // The minus that the program itself writes.
  constexpr std::string_view kMinusSign = "\xe2\x88\x92";
  if (text.starts_with(kMinusSign)) text.replace(0, kMinusSign.size(), "-");
  if (text.starts_with('+') && !text.starts_with("+-")) text.erase(0, 1);
  if (text.find('.') == std::string::npos && std::count(text.begin(), text.end(), ',') == 1)
    text[text.find(',')] = '.';
  double value = 0;
  const bool is_number = model::read_number(text, value) && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;
}

/// Below the field, while what stands in it is no number.
void refuse(Frame& frame, const Rect& field, std::string_view text) {
  ImGui::SetNextWindowPos({field.min.x, field.max.y + frame.px(4)});
  ImGui::BeginTooltip();
  ImGui::PushStyleColor(ImGuiCol_Text, frame.palette.warning);
  ImGui::Text("\"%.*s\" is not a number; type one such as 0.5, or press Esc",
              static_cast<int>(text.size()), text.data());
  ImGui::PopStyleColor();
  ImGui::EndTooltip();
}

}  // namespace

void start_typing(Frame& frame, const std::string& id, double value) {
  Typing& typing = frame.window.typing;
  typing.id = id;
  typing.wants_focus = true;
  std::snprintf(typing.text.data(), typing.text.size(), "%.9g", value);
}

bool is_typing(const Frame& frame, const std::string& id) { return frame.window.typing.id == id; }

std::optional<double> typed_number(Frame& frame, const std::string& id, const Rect& rect) {
  Typing& typing = frame.window.typing;
  ImFont* font = frame.fonts.mono;
  const float room = std::max(0.0f, (rect.height() - font->FontSize) / 2);
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::SetNextItemWidth(rect.width());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(frame.px(6), room));
  const std::string_view before = typing.text.data();
  const bool is_wrong = !before.empty() && before != "-" && !typed_value(before);
  ImGui::PushStyleColor(ImGuiCol_Border, is_wrong ? frame.palette.warning : frame.palette.accent);
  ImGui::PushFont(font);
  if (typing.wants_focus) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(("##typing " + id).c_str(), typing.text.data(), typing.text.size(),
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopFont();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  const bool left = !typing.wants_focus && ImGui::IsItemDeactivated();
  typing.wants_focus = false;
  const std::string_view text = typing.text.data();
  const std::optional<double> value = typed_value(text);
  const bool cancelled = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  if (entered && !value && !text.empty() && !cancelled) {
    // Refused in place: the field stays, with what was typed.
    typing.wants_focus = true;
    return std::nullopt;
  }
  if (!entered && !left) {
    if (is_wrong) refuse(frame, rect, text);
    return std::nullopt;
  }
  typing.id.clear();
  return cancelled ? std::nullopt : value;
}

}  // namespace twofold::ui::inline controls
