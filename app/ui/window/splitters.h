// The gaps between the lanes, and above the bottom panels, as handles: dragged they resize, a
// double click puts them back.
#pragma once

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

/// In the registry as "split 0" (input and fold 1), "split 1", "split 2" and "split bottom".
void splitters(Frame& frame, const Layout& at);

}  // namespace twofold::ui::inline window
