// The numbers behind one value: what a stage multiplies and adds for it, term by term in the
// reference's order (core/chain/run.h). Computed from x and the filters alone, so that every
// running sum has the reference's very bits, whichever engine made the pictures.
#pragma once

#include <optional>
#include <vector>

#include "app/model/numbers/evaluation.h"
#include "app/model/steps/place.h"
#include "core/taps.h"

namespace twofold::model::inline steps {

/// One value times one weight.
struct Product {
  core::Tap tap;            ///< filter cell and pixel of what is read
  int q = 0;                ///< channel of what is read
  bool is_padding = false;  ///< the tap lies outside the picture: skipped, the rest is 0
  float value = 0;          ///< of what is read
  float weight = 0;         ///< of the filter
  float product = 0;        ///< rounded
  float running = 0;        ///< the sum once this product is added
};

/// All products of one value and what they come to.
struct WindowSum {
  std::vector<Product> products;  ///< taps row-major; in a standard sum q inside each tap
  float sum = 0;
};

/// One intermediate's share in an output.
struct MixTerm {
  int t = 0;
  float value = 0;   ///< of z
  float weight = 0;  ///< P[t,k]
  float product = 0;
  float running = 0;
};

/// What follows the last product of a value.
struct Finish {
  bool has_bias = false;
  float bias = 0;
  core::Normalisation normalisation = core::Normalisation::none;
  float scale = 1;  ///< of the normalisation
  float shift = 0;
  core::Activation activation = core::Activation::none;
  std::optional<float> added;  ///< what comes in by the way around
  float result = 0;            ///< the value itself
};

/// All terms of one output, t ascending, and what they come to.
struct MixSum {
  std::vector<MixTerm> terms;
  float sum = 0;
  Finish finish;
};

/// The place of a value in a batch.
struct BatchPixel {
  int b = 0;
  OutputPixel at;
};

/// The sums of one stage at one place: the output pixel, or, before the stage that reads windows,
/// the input's pixel in the middle of its window unless another is given.
class StageSums {
 public:
  /// Of one of the evaluation's own lists (`stages` or `collapsed`), which must outlive this.
  StageSums(const Evaluation& evaluation, const Stages& stages, int stage, const BatchPixel& pixel,
            std::optional<OutputPixel> input_pixel = std::nullopt);

  int channels_read() const { return read_.shape.channels; }
  /// All products of one channel, taps row-major and channels inside each tap.
  WindowSum products(int channel) const;
  /// The same of a pointwise stage as terms.
  MixSum terms(int channel) const;
  /// A sum with all that follows it.
  Finish finish(int channel, float sum) const;

 private:
  const Stages& stages_;
  int stage_;
  core::Tensor read_;   ///< what the stage reads: its patch under the window, or one pixel
  OutputPixel corner_;  ///< of the patch
  core::Shape whole_;   ///< what it is a part of
  OutputPixel at_;      ///< in the stage's own coordinates
  std::vector<float> made_;
  std::vector<float> added_;
};

/// Of a separable list: z[b, row, column, t], kh*kw products of x and filter t.
WindowSum depthwise_sum(const Evaluation& evaluation, const BatchPixel& pixel, int t);

/// y[b, row, column, k] of the standard convolution: kh*kw*in_channels products of x and W.
WindowSum standard_sum(const Evaluation& evaluation, const BatchPixel& pixel, int k);

/// Of a separable list: y[b, row, column, k], the mix of the intermediates.
MixSum pointwise_sum(const Evaluation& evaluation, const BatchPixel& pixel, int k);

/// Indices of the terms, the largest product in magnitude first; equal ones by t.
std::vector<int> by_magnitude(const std::vector<MixTerm>& terms);

}  // namespace twofold::model::inline steps
