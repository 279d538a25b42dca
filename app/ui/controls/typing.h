// A number typed in place of what shows it: double click (or Enter on the focused control) opens a
// text field there; Enter or leaving it takes the number, Esc does not.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

/// Opens the field of the control `id` with `value` in it, all selected.
void start_typing(Frame& frame, const std::string& id, double value);

/// Whether that control's number is being typed.
bool is_typing(const Frame& frame, const std::string& id);

/// The text field, in place of the control; the number once it is entered, with a decimal point or
/// comma. What is not wholly a finite number is refused in place, with a sentence below the field.
std::optional<double> typed_number(Frame& frame, const std::string& id, const Rect& rect);

}  // namespace twofold::ui::inline controls
