// The editor of one filter: presets, large cells, normalise.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Draws the popover if one is open ("filter", opened by a filter's words).
void filter_editor(Frame& frame);

}  // namespace twofold::ui::inline lanes
