// The numbers behind one value: what its window, and then the mix, multiply and add, term by term
// in the reference's order (core/separable.h). Computed from x and the filters alone, so that every
// running sum has the reference's very bits, whichever engine made the pictures.
#pragma once

#include <vector>

#include "app/model/numbers/evaluation.h"
#include "app/model/steps/place.h"
#include "core/taps.h"

namespace twofold::model::inline steps {

/// One value times one weight.
struct Product {
  core::Tap tap;            ///< filter cell and input pixel
  int q = 0;                ///< input channel
  bool is_padding = false;  ///< the tap lies outside the picture: skipped, the rest is 0
  float value = 0;          ///< of x
  float weight = 0;         ///< of D, or of W
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

/// What follows the last product of an output.
struct Finish {
  bool has_bias = false;
  float bias = 0;
  core::Activation activation = core::Activation::none;
  float result = 0;  ///< y itself
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

/// z[b, row, column, t]: kh*kw products of x and filter t.
WindowSum depthwise_sum(const Evaluation& evaluation, const BatchPixel& pixel, int t);

/// y[b, row, column, k] of the standard convolution: kh*kw*in_channels products of x and W.
WindowSum standard_sum(const Evaluation& evaluation, const BatchPixel& pixel, int k);

/// y[b, row, column, k]: the mix of the intermediates.
MixSum pointwise_sum(const Evaluation& evaluation, const BatchPixel& pixel, int k);

/// A sum with output k's bias and the activation applied.
Finish finish(const Evaluation& evaluation, int k, float sum);

/// Indices of the terms, the largest product in magnitude first; equal ones by t.
std::vector<int> by_magnitude(const std::vector<MixTerm>& terms);

}  // namespace twofold::model::inline steps
