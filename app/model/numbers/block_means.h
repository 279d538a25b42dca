// Means of blocks of pixels, from rows that come one after another.
#pragma once

#include "app/model/numbers/samples.h"
#include "core/floats.h"

namespace twofold::model::inline numbers {

/// Takes in the rows of one row of blocks after another and writes the means of each that is
/// complete. Rows in order, from the first of a row of blocks on.
class BlockMeans {
 public:
  explicit BlockMeans(NewSamples& into, const Sampling& at)
      : into_(into),
        at_(at),
        rows_(static_cast<std::size_t>(into.channels())),
        sums_(static_cast<std::size_t>(at.region.width) * rows_.size()) {}

  /// One row of the region: `row` counts from the region's top, `pixels` is its first pixel.
  void add_row(int row, const float* pixels);

 private:
  void write_means(int row);

  NewSamples& into_;
  Sampling at_;
  std::vector<float*> rows_;  ///< where the means of each channel go
  core::Floats sums_;         ///< of the rows so far, pixel by pixel
};

}  // namespace twofold::model::inline numbers
