// The number beside a picture: the value of one pixel, or a dash while the stepper has not made it.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// A channel as a picture shows it.
struct ShownChannel {
  paint::PictureKey key;
  model::SharedTensor tensor;
  int channel = 0;
};

/// What stands for a value that is not made yet: a dash.
inline constexpr const char* kNotMade = "\xe2\x80\x93";

/// The value, of the picture of the batch that is shown; nothing while the stepper has not come as
/// far as this pixel.
std::optional<float> made_value(const Frame& frame, const ShownChannel& what,
                                model::OutputPixel at);

/// The same as text, with two decimals.
std::string shown_value(const Frame& frame, const ShownChannel& what, model::OutputPixel at);

}  // namespace twofold::ui::inline lanes
