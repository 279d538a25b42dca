// What strides do, in words beside the smaller picture that they leave.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Into what `picture` leaves of `whole`, as far as there are strides and room.
void stride_words(Frame& frame, const Rect& whole, const Rect& picture);

}  // namespace twofold::ui::inline lanes
