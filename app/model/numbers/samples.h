// What is painted of a large picture's stages: not all of their pixels, but one value for each
// painted pixel of the region that is seen.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/model/numbers/sampling.h"
#include "core/tensor.h"

namespace twofold::model::inline numbers {

/// One channel of a region: a value for each painted pixel, row-major.
struct SampledPlane {
  Sampling at;
  bool is_mean = false;  ///< of a whole block; else the value of one pixel of it
  std::vector<float> values;
};

/// The channels of a stage, of one picture. Channels that keep their values are handed on from one
/// computation to the next, so that they may have been sampled at different resolutions.
struct Samples {
  core::Shape shape;  ///< of the stage
  int b = 0;
  std::vector<std::shared_ptr<const SampledPlane>> planes;

  const SampledPlane& plane(int channel) const {
    return *planes[static_cast<std::size_t>(channel)];
  }
};

/// Samples of one resolution that are still being made; different pixels by different threads.
class NewSamples {
 public:
  NewSamples(const core::Shape& shape, int b, const Sampling& at, bool are_means);

  int channels() const { return static_cast<int>(planes_.size()); }
  int width() const { return width_; }  ///< painted pixels of a row
  /// The painted pixels of a channel from the beginning of a row on.
  float* row(int channel, int row);
  Samples finished() &&;

 private:
  Samples samples_;
  int width_;
  std::vector<std::shared_ptr<SampledPlane>> planes_;
};

/// The mean of each block of a tensor.
Samples mean_samples(const core::Tensor& tensor, int b, const Sampling& at);

/// The mean of each block of one channel, row-major.
std::vector<float> block_means(const core::Tensor& tensor, int b, int channel, const Sampling& at);

/// A plane at a lower resolution: `reduction` is a multiple of its own.
std::vector<float> coarser(const SampledPlane& plane, int reduction);

}  // namespace twofold::model::inline numbers
