// The closed forms of core/cost.h as lists of factors, each of which knows what it stands for: so
// that a formula can be shown with this layer's numbers in it, and every factor can light the
// control that it comes from.
#pragma once

#include <string>
#include <vector>

#include "core/shape.h"

namespace twofold::model::inline cost {

/// What a factor of a cost formula is.
enum class Quantity {
  batch,
  out_height,
  out_width,
  kernel_height,
  kernel_width,
  in_channels,
  multiplier,
  out_channels
};

/// "kh", "C", "m" ... and in words: "kernel height".
const char* symbol(Quantity quantity);
const char* words(Quantity quantity);

struct Factor {
  Quantity quantity;
  std::int64_t value;

  bool operator==(const Factor&) const = default;
};

/// A product of factors, in the order in which it is written.
using Product = std::vector<Factor>;

/// The convolutions that are counted; a separable one is the sum of the first two.
enum class Convolution { depthwise, pointwise, standard };
const char* convolution_name(Convolution part);

/// Parameters: kh kw C m; C m K; kh kw C K.
Product params_product(Convolution part, const core::Layer& layer, const core::Shape& in);

/// Multiply-adds, padding taps included: N H' W' times the parameters.
Product macs_product(Convolution part, const core::Layer& layer, const core::Shape& in);

std::int64_t value(const Product& product);

/// "kh × kw × C × m", and with the numbers put in: "3 × 3 × 3 × 1".
std::string symbols(const Product& product);
std::string with_numbers(const Product& product);

}  // namespace twofold::model::inline cost
