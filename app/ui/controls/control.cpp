#include "app/ui/controls/control.h"

#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
Pressable pressable(Frame& frame, const std::string& id, const Rect& rect, bool enabled,
                    std::string_view title, std::string_view help) {
  frame.registry.add({id, rect.min, rect.max, 0});
  Pressable state;
  if (rect.width() <= 0 || rect.height() <= 0) return state;
  const bool clicked = press_area(id, rect);
  state.hovered = ImGui::IsItemHovered();
  if (state.hovered) explain(frame, rect, title, help);
  if (!enabled) return {};
  if (ImGui::IsMouseClicked(0)) frame.window.focus.drop();
  state.held = ImGui::IsItemActive();
  state.focused = frame.window.focus.visit(id);
  state.clicked = clicked;
  if (state.focused) {
    const Focus& focus = frame.window.focus;
    state.clicked |= focus.presses(Key::enter) + focus.presses(Key::space) > 0;
  }
  return state;
}

void focus_ring(Frame& frame, const Rect& rect) {
  outline(frame, rect.shrunk(-frame.px(2)), frame.palette.accent, frame.px(1.5f), frame.px(7));
}

float control_height(const Frame& frame) {
  return std::max(std::round(frame.fonts.body->FontSize + frame.px(11)),
                  frame.around.least_control);
}

void control_body(Frame& frame, const Rect& rect, const Pressable& state, bool enabled) {
  const Palette& p = frame.palette;
  const ImU32 body = state.held ? p.accent_soft : state.hovered ? p.panel_hovered : p.panel_raised;
  fill(frame, rect, enabled ? body : fade(body, 0.5f), frame.px(5));
  outline(frame, rect, enabled ? p.control_border : fade(p.control_border, 0.5f), 1, frame.px(5));
  if (state.focused) focus_ring(frame, rect);
}

std::string_view shown(std::string_view text) { return text.substr(0, text.find("##")); }

}  // namespace twofold::ui::inline controls
