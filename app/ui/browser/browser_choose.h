// The part of the list of pictures that opens one's own, where there are no folders to look
// through.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline browser {

/// A button for the dialog that the surroundings have, and words for the other ways.
void browser_choose(Frame& frame, const Rect& area);

}  // namespace twofold::ui::inline browser
