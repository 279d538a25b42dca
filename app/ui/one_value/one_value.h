// What the panel One value is about: the lit pixel, the z and y whose sums are written out, and
// while stepping how far they have come.
#pragma once

#include <optional>
#include <string>

#include "app/model/steps/pixel_sums.h"
#include "app/ui/frame/frame.h"
#include "app/ui/one_value/waterfall.h"
#include "app/ui/one_value/window_sum.h"

namespace twofold::ui::inline one_value {

struct OneValue {
  const model::Evaluation& e;
  model::BatchPixel pixel;
  int k = 0;
  int t = 0;  ///< the intermediate whose products are written out
  int q = 0;  ///< in the Regular view the input channel, else the one behind t
  model::MixSum mix;
  std::optional<model::Position> step;  ///< of the playback, when it is what is looked at
  core::Operation stepped = core::Operation::depthwise;  ///< what the step's stage does
  bool hides_last = false;                               ///< its last result is to be predicted

  int r() const { return core::channel_origin(t, e.document.layer.channel_multiplier).r; }
  /// The input channel behind an intermediate.
  int origin(int intermediate) const {
    return core::channel_origin(intermediate, e.document.layer.channel_multiplier).q;
  }
  ImU32 hue(const Palette& palette, int channel) const;
  std::string letter(int channel) const;
  /// "[82, 34]".
  std::string at() const;
  bool steps_through(core::Operation operation) const { return step && stepped == operation; }
};

/// The value that is lit now. The session must have numbers.
OneValue value_looked_at(const Frame& frame);

/// A window's products and their sum, cut short where the playback is in the midst of it.
struct ShownWindow {
  WindowSumView view;
  float sum = 0;
};
ShownWindow depthwise_window(const Frame& frame, const OneValue& v);

/// The mix of all intermediates, cut short likewise.
Waterfall mix_waterfall(const Frame& frame, const OneValue& v);

/// The standard convolution's one sum: the products of channel q, and what every channel adds.
struct StandardSum {
  ShownWindow slice;
  Waterfall slices;
  std::size_t products = 0;  ///< of all channels
};
StandardSum standard_sum(const Frame& frame, const OneValue& v);

}  // namespace twofold::ui::inline one_value
