// How large letters are: as the user has set them, else as the window has room for; in Present as
// the last row of a room needs them.
#pragma once

#include "app/model/state/view_state.h"
#include "app/ui/frame/fonts.h"

namespace twofold::ui::inline frame {

/// The smallest that the window can be made, before the display's own scale: everything is in reach
/// there. Letters that are set larger stop growing where the window has no more design pixels.
struct LeastWindow {
  float width = 960;
  float height = 540;
};

/// The sizes of letters for the view: Present mode's are larger.
const FontSizes& font_sizes(const model::ViewState& view);

/// The scale of the letters in a window of `size` pixels on a display that asks for `display`
/// (HiDPI). However large they are set, they leave room for all that is in the window. Present
/// fills any screen as it fills one of 1920x1080 pixels, whatever that asks for.
float letter_scale(const model::ViewState& view, ImVec2 size, float display = 1);

}  // namespace twofold::ui::inline frame
