// Shapes, the settings of a layer, output sizes and padding: the only size arithmetic there is.
//
// Everything is NHWC and zero-based. A pair for the two picture axes is an `Extent`, rows first.
// Sizes are `int` (no axis is longer than kMaxAxis); products of sizes are `std::int64_t`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace twofold::core {

/// The longest axis that is accepted anywhere; keeps every index of one axis well inside `int`.
inline constexpr int kMaxAxis = 1 << 20;

/// Shape of a picture or of an activation: [batch, height, width, channels].
struct Shape {
  int batch = 1;
  int height = 0;
  int width = 0;
  int channels = 0;

  /// Number of values.
  std::int64_t count() const {
    return static_cast<std::int64_t>(batch) * height * width * channels;
  }
  bool operator==(const Shape&) const = default;
};

/// Shape of a filter, as TensorFlow stores it: [kernel height, kernel width, in, out].
///   depthwise  [kh, kw, in_channels, channel_multiplier]
///   pointwise  [1, 1, in_channels * channel_multiplier, out_channels]
///   standard   [kh, kw, in_channels, out_channels]
struct FilterShape {
  int height = 1;
  int width = 1;
  int in = 1;
  int out = 1;

  std::int64_t count() const { return static_cast<std::int64_t>(height) * width * in * out; }
  bool operator==(const FilterShape&) const = default;
};

/// A pair of numbers, one for each picture axis.
struct Extent {
  int height = 1;
  int width = 1;

  std::int64_t area() const { return static_cast<std::int64_t>(height) * width; }
  bool operator==(const Extent&) const = default;
};

/// How the border is treated. `same` is TensorFlow's: the odd zero goes to the bottom and right.
enum class Padding { same, valid };

/// Zeros added around the picture.
struct Pads {
  int top = 0;
  int bottom = 0;
  int left = 0;
  int right = 0;

  bool operator==(const Pads&) const = default;
};

/// The settings of tf.nn.separable_conv2d. Strides, dilations and padding belong to the depthwise
/// stage alone; the pointwise stage is always 1x1 with stride 1.
struct Layer {
  Extent kernel{3, 3};
  Extent strides{1, 1};
  Extent dilations{1, 1};
  Padding padding = Padding::same;
  int channel_multiplier = 1;
  int out_channels = 3;
  std::optional<Pads> explicit_pads = std::nullopt;  ///< stand above `padding` where given

  bool operator==(const Layer&) const = default;
};

/// Rows (or columns) that a kernel spans once its taps are spread: (k - 1) * dilation + 1.
constexpr int effective_size(int kernel, int dilation) { return (kernel - 1) * dilation + 1; }

inline Extent effective_kernel(const Layer& layer) {
  return {effective_size(layer.kernel.height, layer.dilations.height),
          effective_size(layer.kernel.width, layer.dilations.width)};
}

/// Output length of one axis that has all its zeros: floor((in - eff) / s) + 1, never below 0.
constexpr int output_length(int in, int effective, int stride) {
  return in < effective ? 0 : (in - effective) / stride + 1;
}

/// Output length of one axis. VALID: as above; SAME: ceil(in / s).
constexpr int output_length(int in, int effective, int stride, Padding padding) {
  if (padding == Padding::same) return (in + stride - 1) / stride;
  return output_length(in, effective, stride);
}

/// Zeros that SAME adds to one axis, both ends together: max((out - 1) * s + eff - in, 0).
constexpr int total_padding(int in, int effective, int stride, Padding padding) {
  if (padding == Padding::valid) return 0;
  const int out = output_length(in, effective, stride, padding);
  return std::max((out - 1) * stride + effective - in, 0);
}

/// Height and width of both stages' outputs.
inline Extent output_size(const Layer& layer, const Shape& in) {
  const Extent eff = effective_kernel(layer);
  if (const std::optional<Pads>& around = layer.explicit_pads) {
    return {
        output_length(in.height + around->top + around->bottom, eff.height, layer.strides.height),
        output_length(in.width + around->left + around->right, eff.width, layer.strides.width)};
  }
  return {output_length(in.height, eff.height, layer.strides.height, layer.padding),
          output_length(in.width, eff.width, layer.strides.width, layer.padding)};
}

/// The zeros around the picture: the explicit ones, or those that `padding` comes to, the odd one
/// at the bottom and right, as TensorFlow does.
inline Pads pads(const Layer& layer, const Shape& in) {
  if (layer.explicit_pads) return *layer.explicit_pads;
  const Extent eff = effective_kernel(layer);
  const int rows = total_padding(in.height, eff.height, layer.strides.height, layer.padding);
  const int columns = total_padding(in.width, eff.width, layer.strides.width, layer.padding);
  return {rows / 2, rows - rows / 2, columns / 2, columns - columns / 2};
}

/// The same layer with no zeros around the picture.
inline Layer without_padding(Layer layer) {
  layer.padding = Padding::valid;
  layer.explicit_pads.reset();
  return layer;
}

/// Number of intermediate channels, in_channels * channel_multiplier.
inline int intermediate_channels(const Layer& layer, const Shape& in) {
  return in.channels * layer.channel_multiplier;
}

/// Shape of z, the depthwise output: [batch, out height, out width, in_channels * multiplier].
inline Shape depthwise_output_shape(const Layer& layer, const Shape& in) {
  const Extent size = output_size(layer, in);
  return {in.batch, size.height, size.width, intermediate_channels(layer, in)};
}

/// Shape of y, the result: [batch, out height, out width, out_channels].
inline Shape output_shape(const Layer& layer, const Shape& in) {
  const Extent size = output_size(layer, in);
  return {in.batch, size.height, size.width, layer.out_channels};
}

/// Shape that the depthwise filter D of this layer has.
inline FilterShape depthwise_filter_shape(const Layer& layer, int in_channels) {
  return {layer.kernel.height, layer.kernel.width, in_channels, layer.channel_multiplier};
}

/// Shape that the pointwise filter P of this layer has.
inline FilterShape pointwise_filter_shape(const Layer& layer, int in_channels) {
  return {1, 1, in_channels * layer.channel_multiplier, layer.out_channels};
}

/// Shape of the standard filter W that maps the same input to the same output.
inline FilterShape standard_filter_shape(const Layer& layer, int in_channels) {
  return {layer.kernel.height, layer.kernel.width, in_channels, layer.out_channels};
}

/// Channel of z that filter r of input channel q makes: the concatenation at the seam.
constexpr int intermediate_channel(int q, int r, int multiplier) { return q * multiplier + r; }

/// The input channel q and the filter number r behind channel t of z; inverse of the above.
struct ChannelOrigin {
  int q = 0;
  int r = 0;
};
constexpr ChannelOrigin channel_origin(int t, int multiplier) {
  return {t / multiplier, t % multiplier};
}

}  // namespace twofold::core
