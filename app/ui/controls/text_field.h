// A line of text that is typed: paths, set-up lines.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

struct TextField {
  std::string id;
  std::string_view hint;     ///< shown while it is empty
  bool wants_focus = false;  ///< in this frame
  bool is_wrong = false;     ///< outlined as a warning
};

struct Typed {
  bool changed = false;
  bool entered = false;  ///< by Enter
};

/// Draws the field (control_height high) over `text`, which it changes.
Typed text_field(Frame& frame, const Rect& rect, const TextField& spec, std::string& text);

}  // namespace twofold::ui::inline controls
