// Which pixels of a picture are looked at, and how many of them go into one painted pixel.
#pragma once

#include "app/model/state/viewport.h"
#include "app/paint/paint_tensor.h"
#include "core/shape.h"

namespace twofold::model::inline numbers {

/// A region of a picture, `reduction` x `reduction` pixels to one painted pixel.
struct Sampling {
  paint::PixelRegion region;
  int reduction = 1;

  bool operator==(const Sampling&) const = default;

  /// Painted pixels: the region over the reduction, rounded up.
  core::Extent size() const {
    return {(region.height + reduction - 1) / reduction,
            (region.width + reduction - 1) / reduction};
  }
};

/// Up to this many pixels a picture is painted whole whatever part of it is seen.
inline constexpr std::int64_t kPaintedWhole = std::int64_t{1} << 18;

/// The pixels of a picture that the viewport shows on width x height screen pixels. Large pictures
/// get a margin and edges in steps, so that panning a little changes nothing.
Sampling sampling(const core::Shape& shape, const Viewport& viewport, int width, int height);

}  // namespace twofold::model::inline numbers
