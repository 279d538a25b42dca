// How each lane turns values into brightness: one scale for each lane, shown there. Channels whose
// filters' weights sum to 0 answer to change and are shown diverging, with zero in the middle; the
// others are grey with clipping marked.
#pragma once

#include <vector>

#include "app/model/numbers/evaluation.h"
#include "app/model/state/view_state.h"
#include "app/paint/colormap.h"

namespace twofold::model::inline pictures {

/// The two scales of a lane, and which channels are diverging.
struct LaneScales {
  paint::Range grey{0, 1};
  float diverging_limit = 1;       ///< diverging images run over -limit..limit
  std::vector<bool> is_diverging;  ///< by channel
};

/// Scales of z (from D) and of y (from W = D P) of picture `b`.
LaneScales depthwise_scales(const Evaluation& evaluation, int b);
LaneScales output_scales(const Evaluation& evaluation, int b);

/// The smallest of 1, 2, 5 times a power of ten that is not below `value`; 1 for 0.
float nice_limit(float value);

/// The scale of one channel: the lane's, or fitted to its own values.
paint::Scale channel_scale(const LaneScales& lane, const StageTensor& tensor, int b, int channel,
                           RangeMode mode, ThemeChoice theme);

}  // namespace twofold::model::inline pictures
