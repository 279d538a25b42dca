#include "core/cost.h"

#include <cassert>

#include "core/taps.h"

namespace twofold::core {
namespace {

constexpr std::int64_t kBytesPerValue = sizeof(float);

/// Taps of all output rows (or columns) that lie inside the picture.
std::int64_t taps_inside_axis(int out, int kernel, int stride, int dilation, int pad, int in) {
  std::int64_t count = 0;
  for (int o = 0; o < out; ++o) count += taps_inside(o, kernel, stride, dilation, pad, in).count;
  return count;
}

}  // namespace

StageCost operator+(const StageCost& a, const StageCost& b) {
  return {a.params + b.params, a.macs + b.macs, a.macs_without_padding + b.macs_without_padding,
          b.output_bytes};
}

StageCost convolution_cost(const FilterShape& weights, const Shape& out, std::int64_t taps_inside) {
  const std::int64_t pixels = static_cast<std::int64_t>(out.batch) * out.height * out.width;
  const std::int64_t params = weights.count();
  const std::int64_t per_tap = static_cast<std::int64_t>(weights.in) * weights.out;
  return {params, params * pixels, per_tap * taps_inside, out.count() * kBytesPerValue};
}

Cost cost(const Layer& layer, const Shape& in) {
  const Shape z = depthwise_output_shape(layer, in);
  const Shape y = output_shape(layer, in);
  assert(y.count() > 0 && "cost() is for layers that passed check()");
  const std::int64_t taps = in.batch * taps_inside_picture(layer, in);
  const std::int64_t pixels = static_cast<std::int64_t>(y.batch) * y.height * y.width;

  Cost c;
  c.depthwise = convolution_cost(depthwise_filter_shape(layer, in.channels), z, taps);
  c.pointwise = convolution_cost(pointwise_filter_shape(layer, in.channels), y, pixels);
  c.separable = c.depthwise + c.pointwise;
  c.standard = convolution_cost(standard_filter_shape(layer, in.channels), y, taps);
  c.intermediate_bytes = c.depthwise.output_bytes;
  c.ratio = static_cast<double>(c.separable.macs) / static_cast<double>(c.standard.macs);
  c.break_even_multiplier = break_even_multiplier(layer.kernel, layer.out_channels);
  return c;
}

double break_even_multiplier(const Extent& kernel, int out_channels) {
  const double area = kernel.area();
  return area * out_channels / (area + out_channels);
}

std::int64_t taps_inside_picture(const Layer& layer, const Shape& in) {
  const Extent out = output_size(layer, in);
  const Pads around = pads(layer, in);
  return taps_inside_axis(out.height, layer.kernel.height, layer.strides.height,
                          layer.dilations.height, around.top, in.height) *
         taps_inside_axis(out.width, layer.kernel.width, layer.strides.width, layer.dilations.width,
                          around.left, in.width);
}

}  // namespace twofold::core
