// Output columns side by side whose taps read the same columns of the filter: away from the border
// all of them.
#pragma once

#include <vector>

#include "core/taps.h"

namespace twofold::core::fast::inline tiles {

struct Stretch {
  int end = 0;  ///< past the last column
  Run taps;     ///< columns of the filter that are inside the picture
};

/// For every output column the stretch that it belongs to.
std::vector<Stretch> stretches_of(const Layer& layer, const Shape& in);

}  // namespace twofold::core::fast::inline tiles
