// How often which value occurs: bars for one channel, outlines in their hues for several, over a
// strip of the colours that the values have on screen.
//
//     12 %
//      ▂▆█▃▁ │        the marked value
//     ─▒▒▒▒▒▒▒▒▒▒─    colours
//     −1    0    1
#pragma once

#include <span>
#include <vector>

#include "app/paint/colormap.h"
#include "app/ui/frame/frame.h"
#include "core/stats.h"

namespace twofold::ui::inline large {

struct HistogramSpec {
  std::span<const core::Histogram> channels;  ///< one or more, over one range
  std::vector<ImU32> hues;                    ///< one for each channel
  std::vector<float> marked;                  ///< a value of each channel
  paint::Scale scale;                         ///< colours of the strip
};

/// Draws into `room`, axis numbers included.
void histogram(Frame& frame, const Rect& room, const HistogramSpec& spec);

}  // namespace twofold::ui::inline large
