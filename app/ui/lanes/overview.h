// The whole picture in a corner of a magnified one: what is seen of it, and where the window, the
// pin or the step at work is.
#pragma once

#include "app/ui/lanes/picture_view.h"

namespace twofold::ui::inline lanes {

/// Draws it over `view`, a picture of x, z or y; nothing while the whole picture is in sight.
void overview(Frame& frame, const PictureView& view);

}  // namespace twofold::ui::inline lanes
