// Numbers that are dragged: a slim track with a knob, the name before it and the number after it.
// The wheel and (when focused) the arrow keys take single steps; a click on the number types it.
//
//     multiplier  ━━━━●───────────  [ 4 ]
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/controls/control.h"

namespace twofold::ui::inline controls {

/// A slider over whole numbers. Typed numbers may go beyond its ends.
struct IntSlider {
  std::string id;  ///< unique in the window; the name in the registry
  std::string_view label;
  int value = 0;
  int lowest = 0;
  int highest = 16;        ///< right end of the track
  int highest_typed = 16;  ///< typed numbers are limited to [lowest, highest_typed]
  /// Where the knob stops when it is dragged, ascending from lowest to highest, so that every stop
  /// can be hit; empty: everywhere. Wheel, keys and typing reach all numbers.
  std::span<const int> stops{};
  bool enabled = true;
  std::string_view help;
  float label_width = 0;  ///< design pixels (text_px), to align several; 0: the label's own
};

/// A slider over real numbers, in steps.
struct FloatSlider {
  std::string id;
  std::string_view label;
  float value = 0;
  float lowest = 0;
  float highest = 1;
  float step = 0.01f;
  int decimals = 2;
  bool enabled = true;
  std::string_view help;
  float label_width = 0;
};

/// Draws the slider into `rect` (control_height high); the new value if it changed.
std::optional<Chosen<int>> slider(Frame& frame, const Rect& rect, const IntSlider& spec);
std::optional<Chosen<float>> slider(Frame& frame, const Rect& rect, const FloatSlider& spec);

/// A number field with - and + at its sides, for small whole numbers: the wheel and the arrow keys
/// work too, a click on the number types it.
struct Stepper {
  std::string id;
  std::string_view label;
  int value = 1;
  int lowest = 1;
  int highest = 4096;
  bool enabled = true;
  std::string_view help;
};

/// Draws the stepper into `rect`, its name at the left end, the field at the right; the new value
/// if it changed. Never a drag.
std::optional<Chosen<int>> stepper(Frame& frame, const Rect& rect, const Stepper& spec);

/// Least width of a stepper or slider with that label and a number of `digits` digits.
float stepper_width(const Frame& frame, std::string_view label, int digits = 2);
float slider_width(const Frame& frame, std::string_view label, float track, int digits = 2);

}  // namespace twofold::ui::inline controls
