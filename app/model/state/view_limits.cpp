#include "app/model/state/view_limits.h"

#include <algorithm>

namespace twofold::model::inline state {

ViewState within_limits(ViewState view) {
  view.ui_zoom = std::clamp(view.ui_zoom, kSmallestWords, kLargestWords);
  view.viewport = clamped(view.viewport);
  return view;
}

}  // namespace twofold::model::inline state
