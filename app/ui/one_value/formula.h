// The operation's formula in its own names, each of which lights its thing when it is pointed at,
// and is lit when its thing is.
#pragma once

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// The values that the formula's index names stand for at the moment.
struct IndexValues {
  int b = 0;
  int i = 0;
  int j = 0;
  int k = 0;
  int t = 0;
  int q = 0;
  int r = 0;
  int di = -1;  ///< -1: runs over the whole window
  int dj = -1;
};

/// Draws the formula of the operation in view, two lines from the top of `rect`, with the values of
/// the names behind the second; sets frame.hovered_term.
void formula(Frame& frame, const Rect& rect, const IndexValues& values);

/// Width of its longest line.
float formula_width(const Frame& frame);

}  // namespace twofold::ui::inline one_value
