// Test pictures: what a filter does to them can be told before it is computed.
#pragma once

#include "app/model/state/document.h"

namespace twofold::model::inline numbers {

/// A test picture in each channel of each picture of the batch; of any size, a single row too.
/// Values from 0 to 1. Not Pattern::bayer, which is made of a photograph.
core::Tensor test_picture(Pattern pattern, const core::Shape& shape);

}  // namespace twofold::model::inline numbers
