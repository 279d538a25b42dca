// What a setting that cannot be looks like: its control is outlined, the sentence stands over the
// top of the lanes, and the last good pictures below it are dimmed.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

/// Draws over `lanes`, and round the controls of this frame's registry, while the session has
/// problems. Call after bar and lanes.
void problem_strip(Frame& frame, const Rect& lanes);

}  // namespace twofold::ui::inline window
