// What the thing under the mouse is: panels say it while they draw, and it is shown once all of
// them have, where it covers neither the thing nor, if that can be, any number.
#pragma once

#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline draw {

/// Explains what is in `about`; call while the mouse is on it. The last one said in a frame is
/// shown; none in Present, nor while the mouse is down.
void explain(Frame& frame, const Rect& about, std::string_view title, std::string_view sentence);

/// Explains Dear ImGui's last item, if the mouse is on it, else the place of the mouse.
void explain(Frame& frame, std::string_view title, std::string_view sentence);

/// Draws what was said in this frame, or else what the word under the mouse means. What was clicked
/// on is not explained until the mouse has left it: whoever presses Play wants to see the sum. It
/// is entered in the registry as "explanation", and with its words behind that.
void draw_explanation(Frame& frame);

}  // namespace twofold::ui::inline draw
