// What stands around the layer: which block, how wide, in how many groups, and what follows each
// stage's sums.
#pragma once

#include <functional>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

/// Draws the controls into lines that `next` hands out from the top down.
void block_settings(Frame& frame, const std::function<Rect()>& next);

/// What stands there, in one sentence.
std::string_view block_says(const Frame& frame);

}  // namespace twofold::ui::inline window
