// The files of this computer in the browser: a path that can be typed, the folder's entries, one or
// several of them chosen and opened.
#pragma once

#include <filesystem>

#include "app/ui/frame/frame.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline browser {

/// Lists another folder, with nothing chosen in it; one that cannot be read is said in the listing.
void enter_folder(Browser& browser, const std::filesystem::path& folder);

/// Draws the folder that `frame.window.browser` is in, and what opens files of it.
void browser_files(Frame& frame, const Rect& area);

}  // namespace twofold::ui::inline browser
