// While steps are walked, every tap of a window has a colour of its own, alike wherever it is met:
// on the filter's cell, on the pixel it reads, on its product in the sum. The colour tells where in
// the filter the tap stands, its hue the column and its lightness the row.
//
//     3x3     yellow  cyan  pink     bright
//             yellow  cyan  pink     full
//             yellow  cyan  pink     dark
#pragma once

#include "app/ui/frame/frame.h"
#include "core/taps.h"

namespace twofold::ui::inline draw {

/// The colour of cell (ky, kx) of a kernel. All cells of a kernel differ; the hues are none of the
/// channels' and none of the signs'.
ImU32 tap_colour(const Palette& palette, const core::Extent& kernel, int ky, int kx);

/// Whether a window's taps are being walked, so that they are shown in their colours: not before
/// the steps have begun, nor in the mix, nor in a race.
bool taps_are_walked(const Frame& frame);

/// The colour of a tap of the layer on screen.
ImU32 tap_colour(const Frame& frame, int ky, int kx);

/// Whether the tap of the window that is looked at lies in the padding.
bool tap_is_skipped(const Frame& frame, int ky, int kx);

/// Frames `rect`, the place of a tap, in the tap's colour; the one at work more strongly.
void tap_frame(Frame& frame, const Rect& rect, ImU32 colour, bool at_work);

/// Marks a cell with words in it: the colour along its lower edge, where no digit is.
void tap_mark(Frame& frame, const Rect& rect, ImU32 colour);

}  // namespace twofold::ui::inline draw
