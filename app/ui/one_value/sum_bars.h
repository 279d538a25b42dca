// How a sum grows, as bars: under each term one from the sum before it to the sum after it, then
// one from 0 to the result.
#pragma once

#include <optional>
#include <vector>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// A bar's sides on the screen, and what its term adds.
struct SumBar {
  float left = 0;
  float right = 0;
  float adds = 0;
};

struct SumBars {
  std::vector<SumBar> terms;     ///< in the order of the sum
  std::optional<SumBar> result;  ///< none while it is to be predicted
  bool numbers_between = false;  ///< levels are cut short, since numbers stand beside the bars
};

/// Draws them over the height of `room`, 0 and every running sum inside it.
void sum_bars(Frame& frame, const Rect& room, const SumBars& bars);

/// Orange above 0, purple below.
ImU32 sign_colour(const Palette& palette, float value);

}  // namespace twofold::ui::inline one_value
