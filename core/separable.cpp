#include "core/separable.h"

#include "core/taps.h"

namespace twofold::core {
namespace {

bool stopped(const StopFlag* stop) { return stop && stop->load(std::memory_order_relaxed); }

/// accumulator[j] += value * weights[j], product and sum rounded apart.
void add_scaled(float* accumulator, float value, const float* weights, int count) {
  for (int j = 0; j < count; ++j) accumulator[j] += value * weights[j];
}

}  // namespace

Tensor depthwise_conv2d(const Tensor& x, const Filter& d, const Layer& layer,
                        const StopFlag* stop) {
  assert(d.shape == depthwise_filter_shape(layer, x.shape.channels) && "D must fit the layer");
  Tensor z(depthwise_output_shape(layer, x.shape));
  const int m = layer.channel_multiplier;
  for (int b = 0; b < z.shape.batch; ++b) {
    for (int oy = 0; oy < z.shape.height && !stopped(stop); ++oy) {
      for (int ox = 0; ox < z.shape.width; ++ox) {
        float* sums = z.pixel(b, oy, ox);
        for_each_tap(layer, x.shape, oy, ox, [&](const Tap& tap) {
          const float* values = x.pixel(b, tap.iy, tap.ix);
          const float* weights = &d.values[d.index(tap.ky, tap.kx, 0, 0)];
          for (int q = 0; q < x.shape.channels; ++q)
            add_scaled(sums + q * m, values[q], weights + q * m, m);
        });
      }
    }
  }
  return z;
}

Tensor pointwise(const Tensor& z, const Filter& p, const StopFlag* stop) {
  assert(p.shape.height == 1 && p.shape.width == 1 && p.shape.in == z.shape.channels &&
         "P must be [1, 1, channels of z, out_channels]");
  Tensor y({z.shape.batch, z.shape.height, z.shape.width, p.shape.out});
  for (int b = 0; b < y.shape.batch; ++b) {
    for (int oy = 0; oy < y.shape.height && !stopped(stop); ++oy) {
      for (int ox = 0; ox < y.shape.width; ++ox) {
        const float* values = z.pixel(b, oy, ox);
        float* sums = y.pixel(b, oy, ox);
        for (int t = 0; t < p.shape.in; ++t)
          add_scaled(sums, values[t], &p.values[p.index(0, 0, t, 0)], p.shape.out);
      }
    }
  }
  return y;
}

Separable separable_conv2d(const Tensor& x, const Filters& filters, const Layer& layer,
                           const StopFlag* stop) {
  Separable result;
  result.z = depthwise_conv2d(x, filters.depthwise, layer, stop);
  result.y = pointwise(result.z, filters.pointwise, stop);
  finish(result.y, filters.bias, filters.activation);
  return result;
}

Tensor conv2d(const Tensor& x, const Filter& w, const Layer& layer, const StopFlag* stop) {
  assert(w.shape == standard_filter_shape(layer, x.shape.channels) && "W must fit the layer");
  Tensor y(output_shape(layer, x.shape));
  for (int b = 0; b < y.shape.batch; ++b) {
    for (int oy = 0; oy < y.shape.height && !stopped(stop); ++oy) {
      for (int ox = 0; ox < y.shape.width; ++ox) {
        float* sums = y.pixel(b, oy, ox);
        for_each_tap(layer, x.shape, oy, ox, [&](const Tap& tap) {
          const float* values = x.pixel(b, tap.iy, tap.ix);
          for (int q = 0; q < x.shape.channels; ++q)
            add_scaled(sums, values[q], &w.values[w.index(tap.ky, tap.kx, q, 0)], w.shape.out);
        });
      }
    }
  }
  return y;
}

void finish(Tensor& y, const std::vector<float>& bias, Activation activation) {
  if (bias.empty() && activation == Activation::none) return;
  assert((bias.empty() || std::ssize(bias) == y.shape.channels) && "one bias an output channel");
  const std::size_t channels = static_cast<std::size_t>(y.shape.channels);
  for (std::size_t i = 0; i < y.values.size(); ++i) {
    if (!bias.empty()) y.values[i] += bias[i % channels];
    y.values[i] = activate(y.values[i], activation);
  }
}

}  // namespace twofold::core
