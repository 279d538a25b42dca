#include "app/model/state/view_limits.h"

#include <algorithm>

namespace twofold::model::inline state {

bool are_in_order(const std::array<float, 3>& s) {
  return 0 < s[0] && s[0] < s[1] && s[1] < s[2] && s[2] < 1;
}

ViewState within_limits(ViewState view) {
  // 0: as large as the window has room for.
  if (view.ui_zoom != 0) view.ui_zoom = std::clamp(view.ui_zoom, kSmallestWords, kLargestWords);
  view.viewport = clamped(view.viewport);
  if (!are_in_order(view.lane_splits)) view.lane_splits = ViewState{}.lane_splits;
  if (!(view.bottom_split > 0 && view.bottom_split < 1))
    view.bottom_split = ViewState{}.bottom_split;
  return view;
}

}  // namespace twofold::model::inline state
