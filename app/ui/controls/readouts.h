// Things that only show: a name with its value, a section's title, progress.
#pragma once

#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

/// A quiet name at the left end of the line, its value (monospaced) at the right end.
void value_pair(Frame& frame, const Rect& line, std::string_view name, std::string_view value);

/// A title with a quiet note after it on one line; returns the x where the note ends.
float section_header(Frame& frame, const Rect& line, std::string_view title,
                     std::string_view note = "");

/// A filled part of a bar, `share` in [0, 1], with words in the middle (may be empty).
void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view words = "");

}  // namespace twofold::ui::inline controls
