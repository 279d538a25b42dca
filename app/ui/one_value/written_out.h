// One value's products and sums, written out: lines where a window's products fit in one, else
// grids; below or beside them the mix.
#pragma once

#include "app/ui/one_value/one_value.h"

namespace twofold::ui::inline one_value {

/// Those of the operation that is on; words stand in the first `label_width` pixels.
void written_out(Frame& frame, const Rect& rect, float label_width, const OneValue& v);

}  // namespace twofold::ui::inline one_value
