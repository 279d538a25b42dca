// What a layer costs, in closed form: parameters, multiply-adds, FLOPs, bytes of activations.
//
// `macs` counts every tap, those in the padding included (then stride and padding cancel in the
// ratio); `macs_without_padding` counts only the taps that read the picture. Both include the
// batch. FLOPs = 2 x MAC. Bytes are float32. Bias and activation are not counted.
#pragma once

#include "core/shape.h"

namespace twofold::core {

/// One stage, or the sum of two.
struct StageCost {
  std::int64_t params = 0;
  std::int64_t macs = 0;
  std::int64_t macs_without_padding = 0;
  std::int64_t output_bytes = 0;  ///< of the stage's own output; of a sum, that of the last

  std::int64_t flops() const { return 2 * macs; }
  bool operator==(const StageCost&) const = default;
};

/// First `a`, then `b`.
StageCost operator+(const StageCost& a, const StageCost& b);

/// A convolution that uses each of its weights once at every output pixel; only `taps_inside` of
/// its kernel's cells, over all output pixels of the batch, read the picture.
StageCost convolution_cost(const FilterShape& weights, const Shape& out, std::int64_t taps_inside);

/// A separable layer and the standard convolution that maps the same input to the same output.
struct Cost {
  StageCost depthwise;
  StageCost pointwise;
  StageCost separable;
  StageCost standard;
  std::int64_t intermediate_bytes = 0;  ///< of z, which a standard convolution never stores
  double ratio = 0;                     ///< separable.macs / standard.macs = m * (1/K + 1/(kh*kw))
  double break_even_multiplier = 0;     ///< m at which both cost the same; below it separable wins

  bool operator==(const Cost&) const = default;
};

/// Parameters: kh*kw*C*m + C*m*K against kh*kw*C*K. Multiply-adds: the same, times the number of
/// output pixels. `layer` and `in` must have passed check() (core/check.h), which also refuses
/// sizes at which these counts would overflow.
Cost cost(const Layer& layer, const Shape& in);

/// m* = kh*kw * K / (kh*kw + K).
double break_even_multiplier(const Extent& kernel, int out_channels);

/// Sum over all output pixels of the number of taps that read the picture, one channel, one
/// picture: (sum over oy of rows inside) * (sum over ox of columns inside).
std::int64_t taps_inside_picture(const Layer& layer, const Shape& in);

}  // namespace twofold::core
