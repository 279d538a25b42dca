#include "app/ui/controls/press_area.h"

namespace twofold::ui::inline controls {

bool press_area(const std::string& id, const Rect& rect, ImGuiButtonFlags flags) {
  constexpr float kLeast = 1;
  constexpr float kMost = 1e6f;
  ImGui::SetCursorScreenPos(rect.min);
  return ImGui::InvisibleButton(
      id.c_str(), {within(rect.width(), kLeast, kMost), within(rect.height(), kLeast, kMost)},
      flags);
}

}  // namespace twofold::ui::inline controls
