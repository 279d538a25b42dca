// The number beside a picture: the value of one pixel, or a dash while the stepper has not made it.
#pragma once

#include <string>

#include "app/ui/frame.h"

namespace twofold::ui {

/// A channel as a picture shows it.
struct ShownChannel {
  paint::PictureKey key;
  model::SharedTensor tensor;
  int channel = 0;
};

/// Two decimals, of the picture of the batch that is shown.
std::string shown_value(const Frame& frame, const ShownChannel& what, model::OutputPixel at);

/// Whether the stepper has come as far as this pixel; true while nothing is stepped.
bool is_made(const Frame& frame, const ShownChannel& what, model::OutputPixel at);

}  // namespace twofold::ui
