// What every control has in common: a rectangle that can be pressed, focused by Tab, explained, and
// found in the registry under its id.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

/// A value that the user chose. While `dragging`, it belongs to one drag: use Frame::emit_drag.
template <class T>
struct Chosen {
  T value;
  bool dragging = false;
};

/// Emits what a control chose, as part of its drag or as a step of its own; `action` makes the
/// model's action from the value.
template <class T, class MakeAction>
void emit_chosen(Frame& frame, const std::optional<Chosen<T>>& chosen, MakeAction&& action) {
  if (!chosen) return;
  if (chosen->dragging) {
    frame.emit_drag(action(chosen->value));
  } else {
    frame.emit(action(chosen->value));
  }
}

/// The state of a control's pressable area in this frame.
struct Pressable {
  bool hovered = false;
  bool held = false;     ///< the mouse went down on it and is still down
  bool clicked = false;  ///< released on it; or Enter or Space while focused
  bool focused = false;  ///< by Tab
};

/// Makes `rect` pressable in the current window, enters it in the registry and, hovered, explains
/// it with `title` and `help` (unless `help` is empty or Present is on). Disabled controls are only
/// explained. Moves Dear ImGui's cursor.
Pressable pressable(Frame& frame, const std::string& id, const Rect& rect, bool enabled,
                    std::string_view title, std::string_view help);

/// Outline that shows where Tab went.
void focus_ring(Frame& frame, const Rect& rect);

/// Height of a control with one line of text in it.
float control_height(const Frame& frame);

/// The body of a control (button, field): filled by its state, with a hairline border.
void control_body(Frame& frame, const Rect& rect, const Pressable& state, bool enabled);

/// The part of `text` that is shown: all before "##".
std::string_view shown(std::string_view text);

}  // namespace twofold::ui::inline controls
