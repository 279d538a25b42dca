// The steps of a walk as a bar: filled as far as it has come, with stages, channels and rows marked
// on it; dragging goes to any of them.
#pragma once

#include <cstdint>
#include <optional>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// Draws the bar; the number of multiply-adds that was dragged to, if any.
std::optional<std::int64_t> scrub_bar(Frame& frame, const Rect& rect);

}  // namespace twofold::ui::inline one_value
