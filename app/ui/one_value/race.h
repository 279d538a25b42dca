// The race: the separable and the standard convolution make the same picture side by side, the same
// number of multiply-adds each; who is done first, by how much, and why.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// Draws the race at its present step into `rect`.
void race(Frame& frame, const Rect& rect);

}  // namespace twofold::ui::inline one_value
