// One frame of the window, wherever it is drawn: on the screen, or off it for export and tests.
#pragma once

#include <vector>

#include "app/model/session.h"
#include "app/paint/rgba8.h"
#include "app/ui/fonts.h"
#include "app/ui/ui.h"

namespace twofold::desk {

/// Letter sizes for the view: Present mode's are larger.
const ui::FontSizes& font_sizes(const model::ViewState& view);

ui::ThemeName theme_of(model::ThemeChoice choice);

/// The whole window as a picture of width x height pixels, without a display, once the session has
/// settled. What it draws is what the window would show; edits are not applied, but for sizes.
paint::Rgba8 window_picture(model::Session& session, int width, int height);

}  // namespace twofold::desk
