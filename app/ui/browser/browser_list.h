// What the lists of the browser have in common: their titles, lines that can be pressed, and
// opening what was chosen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/controls/widgets.h"

namespace twofold::ui::inline browser {

float browser_title_height(const Frame& frame);
float browser_row_height(const Frame& frame);

/// Writes the title of a list at the top of `area`, browser_title_height high.
void browser_title(Frame& frame, const Rect& area, std::string_view words);

/// Draws the ground of a line of a list, which can be pressed; what it says is the caller's.
Pressable browser_row(Frame& frame, const Rect& row, const std::string& id, bool is_chosen);

/// Asks for these files and closes the browser; several are a batch.
void open_from_browser(Frame& frame, std::vector<std::string> paths);

}  // namespace twofold::ui::inline browser
