// The one way in which a rectangle becomes something that the mouse is on, presses or drags.
#pragma once

#include <string>

#include "app/ui/frame/rect.h"

namespace twofold::ui::inline controls {

/// Makes `rect` an item of Dear ImGui, which is asked about it afterwards (IsItemHovered,
/// IsItemActive ...); true when it was clicked. Dear ImGui ends the program over an item without
/// width or height, and a small window leaves many with none: an item has a pixel at least.
bool press_area(const std::string& id, const Rect& rect, ImGuiButtonFlags flags = 0);

}  // namespace twofold::ui::inline controls
