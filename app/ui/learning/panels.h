// The pages about learning.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline learning {

/// The page that is open, over the lanes: what is lost, or training.
void learning_view(Frame& frame, const Rect& rect);

}  // namespace twofold::ui::inline learning
