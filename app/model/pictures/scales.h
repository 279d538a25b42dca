// How values are turned into brightness. Every picture has a scale of its own, fitted to its own
// values alone: it changes its look only when its own numbers change. One scale for a whole lane,
// or a typed one, can be chosen. Channels whose filters' weights sum to 0 answer to change and are
// shown diverging, with zero in the middle; the others are grey.
#pragma once

#include <vector>

#include "app/model/numbers/evaluation.h"
#include "app/model/state/view_state.h"
#include "app/paint/colormap.h"

namespace twofold::model::inline pictures {

/// What one channel's values fit into.
struct ChannelScale {
  bool is_diverging = false;
  paint::Range range;  ///< of a diverging one symmetric about 0
  bool operator==(const ChannelScale&) const = default;
};

/// The scales of a lane's channels, and of what is made of several.
struct LaneScales {
  std::vector<ChannelScale> channels;
  paint::Range colour{0, 1};  ///< of three of them as red, green and blue

  /// What fits all channels of one kind.
  paint::Range together(bool is_diverging) const;
};

/// Scales of what a stage makes (result 1 or more) of picture `b`.
LaneScales result_scales(const Evaluation& evaluation, int result, int b);

/// The smallest of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not below `value`; 1 for 0.
float nice_limit(float value);

/// `now`, but with the ranges of `before` for the channels that are still there: while something is
/// dragged, pictures keep the scales that they had.
LaneScales held_over(const LaneScales& before, LaneScales now);

/// The scale of one channel as the look has it: its own, the lane's, or the typed one.
paint::Scale channel_scale(const LaneScales& lane, int channel, const ViewState& view);

/// A signed scale over -limit..limit, in the theme's colours.
paint::Scale signed_scale(float limit, ThemeChoice theme);

}  // namespace twofold::model::inline pictures
