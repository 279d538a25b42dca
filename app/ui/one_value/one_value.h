// What the panel One value is about: the lit pixel, the window and the mix whose sums are written
// out, and while stepping how far they have come. Of a separable list these are a z and a y.
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
  model::BatchPixel pixel{};
  int window = 0;        ///< the stage whose window is written out
  int mix_stage = -1;    ///< the stage whose mix is; -1: there is none
  int k = 0;             ///< channel of what that mix makes
  int t = 0;             ///< channel of what it reads that is looked at
  int made = 0;          ///< channel of what the window makes
  int q = 0;             ///< channel that the window reads
  int r = 0;             ///< which of its filters
  std::string at_mix{};  ///< the place of the mix's value: "[82, 34]"
  model::MixSum mix{};
  std::optional<model::Position> step{};  ///< of the playback, when it is what is looked at
  bool hides_last = false;                ///< its last result is to be predicted

  const core::Chain& list() const { return e.stages.list; }
  /// "z3" of a result.
  std::string name(int result, int channel) const;
  int mix_source() const { return e.stages.stage(mix_stage).reads; }
  std::string mixed_name() const { return name(mix_stage + 1, k); }
  std::string made_name() const { return name(window + 1, made); }
  /// "[82, 34]".
  std::string at() const;
  bool steps_through(int stage) const { return step && step->step.value.stage == stage; }
};

/// Whether the window is that of one sum over all that it reads: there is no mix beside it.
bool is_one_sum(const Frame& frame);

/// The value that is lit now. The session must have numbers.
OneValue value_looked_at(const Frame& frame);

/// A window's products and their sum, cut short where the playback is in the midst of it.
struct ShownWindow {
  WindowSumView view;
  float sum = 0;
  std::string after;        ///< what follows the sum, and what it comes to
  std::string brief_after;  ///< what it comes to
};
ShownWindow depthwise_window(const Frame& frame, const OneValue& v);

/// The mix of all channels, cut short likewise.
Waterfall mix_waterfall(const Frame& frame, const OneValue& v);

/// The one sum of a standard or grouped convolution: the products of channel q, and what every
/// channel adds.
struct StandardSum {
  ShownWindow slice;
  Waterfall slices;
  std::size_t products = 0;  ///< of all channels
};
StandardSum standard_sum(const Frame& frame, const OneValue& v);

}  // namespace twofold::ui::inline one_value
