// Buttons, the switch between several choices, and on/off toggles.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/controls/control.h"
#include "app/ui/draw/icons.h"

namespace twofold::ui::inline controls {

enum class ButtonLook {
  plain,   ///< a raised body
  accent,  ///< the one thing to press here
  quiet    ///< words only, until hovered
};

struct Button {
  std::string id;
  std::string_view label;
  ButtonLook look = ButtonLook::plain;
  bool on = false;  ///< shows as switched on
  bool enabled = true;
  std::string_view help;
  bool has_news = false;  ///< a dot in the corner
  bool opens = false;     ///< a chevron after the words: something opens below
};

/// True when it was pressed.
bool button(Frame& frame, const Rect& rect, const Button& spec);
float button_width(const Frame& frame, std::string_view label, bool opens = false);

struct IconButton {
  std::string id;
  Icon icon = Icon::play;
  std::string_view title;  ///< of its explanation, since it has no words
  std::string_view help;
  bool on = false;
  bool enabled = true;
  bool repeats = false;  ///< while it is held
};

/// True when it was pressed.
bool icon_button(Frame& frame, const Rect& rect, const IconButton& spec);

/// One of several, all in sight.
struct Segmented {
  std::string id;  ///< the segments are "id.0", "id.1" ... in the registry
  std::span<const std::string_view> labels;
  int chosen = 0;
  bool enabled = true;
  std::string_view title;
  std::string_view help;
};

/// The new choice if it changed. Left and right change it when focused.
std::optional<int> segmented(Frame& frame, const Rect& rect, const Segmented& spec);
float segmented_width(const Frame& frame, std::span<const std::string_view> labels);

/// On or off, with its name beside the pill.
struct Toggle {
  std::string id;
  std::string_view label;
  bool on = false;
  bool enabled = true;
  std::string_view help;
  std::string_view title = {};  ///< of the explanation; empty: the label
};

/// The new state if it changed.
std::optional<bool> toggle(Frame& frame, const Rect& rect, const Toggle& spec);
float toggle_width(const Frame& frame, std::string_view label);

}  // namespace twofold::ui::inline controls
