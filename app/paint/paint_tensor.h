// From one channel of a tensor to pixels, at the resolution that is looked at.
#pragma once

#include <array>
#include <span>

#include "app/paint/colormap.h"
#include "app/paint/rgba8.h"
#include "core/tensor.h"

namespace twofold::paint {

/// A rectangle of pixels of a tensor.
struct PixelRegion {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  bool operator==(const PixelRegion&) const = default;
};

/// The whole of a tensor's pictures.
inline PixelRegion whole(const core::Shape& shape) { return {0, 0, shape.width, shape.height}; }

/// How far a picture has come: its first `count` pixels, row-major, `width` to a row.
struct PixelsDone {
  std::int64_t count = 0;
  int width = 0;
};

/// A plane of values, row-major, as many pixels; `gain` multiplies every value first.
Rgba8 paint_plane(std::span<const float> values, core::Extent size, const Scale& scale,
                  float gain = 1);

/// Three planes as red, green and blue, each over `range`, clamped.
Rgba8 paint_planes(const std::array<std::span<const float>, 3>& values, core::Extent size,
                   const Range& range);

/// Channel `channel` of picture `b`, the region only, every `reduction` x `reduction` pixels
/// averaged into one (1: pixel for pixel). Size: ceil(region / reduction).
Rgba8 paint_channel(const core::Tensor& tensor, int b, int channel, const Scale& scale,
                    const PixelRegion& region, int reduction = 1);

/// Three channels as red, green and blue, each over `range`, clamped.
Rgba8 paint_colour(const core::Tensor& tensor, int b, const std::array<int, 3>& channels,
                   const Range& range, const PixelRegion& region, int reduction = 1);

/// Makes every painted pixel transparent that stands for a pixel which is not done yet. `region`
/// and `reduction` are those it was painted with.
void hide_from(Rgba8& painted, const PixelRegion& region, int reduction, const PixelsDone& done);

}  // namespace twofold::paint
