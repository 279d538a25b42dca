// What is drawn over pictures: the window with its gaps and its padding on inputs, one pixel on z
// and y, everything that a hovered pixel feeds, everything that a hovered filter cell multiplies.
#pragma once

#include "app/ui/lanes/picture_view.h"

namespace twofold::ui::inline lanes {

/// What part a picture has in what is looked at: it is on the one path, it takes part beside it, or
/// it is left out.
enum class Role { on_path, takes_part, left_out };
inline Role role(bool on_path, bool lit) {
  return on_path ? Role::on_path : lit ? Role::takes_part : Role::left_out;
}

/// On a picture of x, channel q, or the photograph (q < 0).
void overlay_input(Frame& frame, const PictureView& view, int q);

/// On a picture of z or y: the pixel, or the pixels fed by a hovered input pixel.
void overlay_pixel(Frame& frame, const PictureView& view, Role role);

/// The pin's handle, with "drag me" beside it until it was dragged.
void overlay_handle(Frame& frame, const PictureView& view, const Rect& pin);

/// Where the pin waits while steps are looked at: a thin circle, on a picture of x.
void overlay_waiting_pin(Frame& frame, const PictureView& view);

/// Screen rectangle of the window on an input, or of the pixel on z and y, at least as large as can
/// be seen.
Rect window_rect(const Frame& frame, const PictureView& view);
Rect pixel_rect(const Frame& frame, const PictureView& view);

}  // namespace twofold::ui::inline lanes
