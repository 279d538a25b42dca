// What every stage makes for one output pixel, by the reference and bit for bit as in the whole
// picture, from the few input pixels under that pixel's window.
#pragma once

#include <vector>

#include "app/model/state/stages.h"

namespace twofold::model::inline numbers {

/// One pixel of one picture of a batch.
struct PixelAt {
  int b = 0;
  int row = 0;
  int column = 0;
};

/// The results of a list around one output pixel, the input's first: those up to the window stage's
/// input are of the patch under the window, those behind it of the pixel alone.
struct PixelResults {
  int top = 0;  ///< of the patch, in the input's coordinates
  int left = 0;
  std::vector<core::Tensor> results;

  /// A value of a result before the window, in the input's coordinates, which must be in the patch.
  float in_patch(int result, int row, int column, int channel) const {
    return results[static_cast<std::size_t>(result)].at(0, row - top, column - left, channel);
  }
  /// A value of a result behind the window.
  float at_pixel(int result, int channel) const {
    return results[static_cast<std::size_t>(result)].at(0, 0, 0, channel);
  }
};

/// Stages [0, count) for this output pixel; x is the whole input.
PixelResults pixel_results(const core::Tensor& x, const Stages& stages, int count,
                           const PixelAt& pixel);

/// The same for a pixel of a result before the window stage: stages [0, count) of one input pixel.
std::vector<float> values_before_window(const core::Tensor& x, const Stages& stages, int count,
                                        const PixelAt& pixel);

}  // namespace twofold::model::inline numbers
