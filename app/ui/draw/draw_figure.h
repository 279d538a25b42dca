// Draws a figure (app/paint/drawing.h) into the window, and gives inks their colours.
#pragma once

#include "app/paint/drawing.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline draw {

/// The colour of an ink in a theme.
ImU32 ink_colour(const Palette& palette, paint::Ink ink);

/// Draws the figure with its top left corner at `at`, design pixels times the frame's scale.
void draw_figure(Frame& frame, const paint::Drawing& drawing, ImVec2 at);

}  // namespace twofold::ui::inline draw
