// The rule behind the weights of the last mix.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// The list of rules at the lane's foot; while the fold is off, what switches it on.
void mix_chooser(Frame& frame, const Rect& lane);

}  // namespace twofold::ui::inline lanes
