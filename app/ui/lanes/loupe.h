// Seven by seven pixels around the shared coordinate, with their values: at real size a 3x3 filter
// is invisible. One stands at the foot of every lane with pictures.
#pragma once

#include "app/ui/frame/frame.h"
#include "app/ui/lanes/picture_view.h"

namespace twofold::ui::inline lanes {

/// What a loupe looks at.
struct LoupeSpec {
  std::string name;  ///< "x0 R at [82, 34]"
  paint::PictureKey key;
  model::SharedTensor tensor;
  int channel = 0;
  model::OutputPixel centre;
  ImU32 hue = 0;
  bool shows_window = false;  ///< the taps of the window, padding included; else the one pixel
};

/// Draws the loupe in `room`, as large as fits.
void loupe(Frame& frame, const LoupeSpec& spec, const Rect& room);

}  // namespace twofold::ui::inline lanes
