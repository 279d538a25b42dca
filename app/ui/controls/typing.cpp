#include "app/ui/controls/typing.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/ui/controls/control.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {

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
  ImGui::PushStyleColor(ImGuiCol_Border, frame.palette.accent);
  ImGui::PushFont(font);
  if (typing.wants_focus) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(("##typing " + id).c_str(), typing.text.data(), typing.text.size(),
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                           ImGuiInputTextFlags_CharsScientific);
  ImGui::PopFont();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  const bool left = !typing.wants_focus && ImGui::IsItemDeactivated();
  typing.wants_focus = false;
  if (!entered && !left) return std::nullopt;
  const bool cancelled = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  typing.id.clear();
  char* end = nullptr;
  const double value = std::strtod(typing.text.data(), &end);
  if (cancelled || end == typing.text.data() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace twofold::ui::inline controls
