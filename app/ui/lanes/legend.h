// The scale of a picture as a bar: what its colours stand for.
#pragma once

#include <string>

#include "app/paint/colormap.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// A bar for the scale of the picture that is looked at, under its name.
void legend(Frame& frame, const Rect& room, const std::string& name, const paint::PictureKey& key);

/// Height that a legend needs.
float legend_height(const Frame& frame);

/// One bar with the numbers at its ends and, for signed ones, 0 in the middle.
void scale_bar(Frame& frame, const Rect& bar, const paint::Scale& scale);

}  // namespace twofold::ui::inline lanes
