// Every product that a convolution is made of, as indices: input value times weight goes into an
// output value. The forward pass and both gradients are sums over the same products,
//
//     y[output] += x[input] * w[weight]
//     dx[input] += dy[output] * w[weight]          dw[weight] += x[input] * dy[output]
//
// so that a gradient is the adjoint of the operation by the very same taps (core/taps.h). Products
// come in the order of the reference: output pixels row-major, then taps, then channels.
#pragma once

#include "core/taps.h"
#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// Indices into the values of input, filter and output, each in its own order in memory.
struct ProductIndices {
  std::size_t input = 0;
  std::size_t weight = 0;
  std::size_t output = 0;
};

namespace products {

/// Visits every output pixel and each of its taps that reads the input, as the indices of their
/// first channels. `visit(ProductIndices)`.
template <class Visit>
void for_each_tap_of_all(const Layer& layer, const Shape& in, const Shape& out,
                         const FilterShape& filter, Visit&& visit) {
  std::size_t output = 0;
  for (int b = 0; b < out.batch; ++b) {
    for (int oy = 0; oy < out.height; ++oy) {
      for (int ox = 0; ox < out.width; ++ox) {
        for_each_tap(layer, in, oy, ox, [&](const Tap& tap) {
          const std::size_t pixel =
              (static_cast<std::size_t>(b) * in.height + tap.iy) * in.width + tap.ix;
          const std::size_t cell = static_cast<std::size_t>(tap.ky) * filter.width + tap.kx;
          visit(ProductIndices{pixel * in.channels, cell * filter.in * filter.out, output});
        });
        output += static_cast<std::size_t>(out.channels);
      }
    }
  }
}

}  // namespace products

/// x, D and z of the depthwise stage. `visit(ProductIndices)`, for the other operations too.
template <class Visit>
void for_each_depthwise_product(const Layer& layer, const Shape& in, Visit&& visit) {
  const std::size_t channels = static_cast<std::size_t>(in.channels);
  const std::size_t m = static_cast<std::size_t>(layer.channel_multiplier);
  products::for_each_tap_of_all(
      layer, in, depthwise_output_shape(layer, in), depthwise_filter_shape(layer, in.channels),
      [&](const ProductIndices& first) {
        for (std::size_t q = 0; q < channels; ++q) {
          for (std::size_t r = 0; r < m; ++r)
            visit(ProductIndices{first.input + q, first.weight + q * m + r,
                                 first.output + q * m + r});
        }
      });
}

/// x, W and y of the standard convolution.
template <class Visit>
void for_each_standard_product(const Layer& layer, const Shape& in, Visit&& visit) {
  const std::size_t channels = static_cast<std::size_t>(in.channels);
  const std::size_t outputs = static_cast<std::size_t>(layer.out_channels);
  products::for_each_tap_of_all(
      layer, in, output_shape(layer, in), standard_filter_shape(layer, in.channels),
      [&](const ProductIndices& first) {
        for (std::size_t q = 0; q < channels; ++q) {
          for (std::size_t k = 0; k < outputs; ++k)
            visit(
                ProductIndices{first.input + q, first.weight + q * outputs + k, first.output + k});
        }
      });
}

/// z, P and y of the pointwise stage.
template <class Visit>
void for_each_pointwise_product(const Shape& z, int out_channels, Visit&& visit) {
  const std::size_t pixels = static_cast<std::size_t>(z.batch) * z.height * z.width;
  const std::size_t channels = static_cast<std::size_t>(z.channels);
  const std::size_t outputs = static_cast<std::size_t>(out_channels);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    for (std::size_t t = 0; t < channels; ++t) {
      for (std::size_t k = 0; k < outputs; ++k)
        visit(ProductIndices{pixel * channels + t, t * outputs + k, pixel * outputs + k});
    }
  }
}

}  // namespace learn
}  // namespace twofold::core
