// Which input pixel meets which filter tap for which output pixel: the only index arithmetic.
//
// The reference, the overlays on the picture, the stepper and the tests of the cost formulas all
// call these functions, so the picture cannot disagree with the arithmetic.
//
//     input row = stride * oy + dilation * ky - pads.top      (columns alike)
#pragma once

#include "core/shape.h"

namespace twofold::core {

/// One multiply-add of the depthwise stage at one output pixel: filter cell (ky, kx) meets input
/// pixel (iy, ix).
struct Tap {
  int ky = 0;
  int kx = 0;
  int iy = 0;
  int ix = 0;
};

/// Input row that filter row `k` meets for output row `o`; may lie in the padding (outside
/// [0, in)). Serves columns alike.
constexpr int input_index(int o, int k, int stride, int dilation, int pad_before) {
  return stride * o + dilation * k - pad_before;
}

/// Whether the tap reads the picture, rather than the zeros around it.
inline bool reads_input(const Tap& tap, const Shape& in) {
  return tap.iy >= 0 && tap.iy < in.height && tap.ix >= 0 && tap.ix < in.width;
}

/// Visits all kernel.height * kernel.width taps of output (oy, ox), row-major, those in the padding
/// included. `visit(Tap)`.
template <class Visit>
void for_each_tap_with_padding(const Layer& layer, const Shape& in, int oy, int ox, Visit&& visit) {
  const Pads around = pads(layer, in);
  for (int ky = 0; ky < layer.kernel.height; ++ky) {
    const int iy = input_index(oy, ky, layer.strides.height, layer.dilations.height, around.top);
    for (int kx = 0; kx < layer.kernel.width; ++kx) {
      const int ix = input_index(ox, kx, layer.strides.width, layer.dilations.width, around.left);
      visit(Tap{ky, kx, iy, ix});
    }
  }
}

/// Visits, row-major, every tap of output (oy, ox) that reads the input; taps in the padding are
/// skipped, never multiplied by zero. `visit(Tap)`.
template <class Visit>
void for_each_tap(const Layer& layer, const Shape& in, int oy, int ox, Visit&& visit) {
  for_each_tap_with_padding(layer, in, oy, ox, [&](const Tap& tap) {
    if (reads_input(tap, in)) visit(tap);
  });
}

/// A run of indices [first, first + count) on one axis.
struct Run {
  int first = 0;
  int count = 0;
};

/// The filter rows (or columns) whose input index lies inside [0, in) for output index `o`:
/// always one run, empty where the whole kernel is in the padding.
constexpr Run taps_inside(int o, int kernel, int stride, int dilation, int pad_before, int in) {
  const int start = input_index(o, 0, stride, dilation, pad_before);
  const int first = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
  const int past_last = start >= in ? 0 : (in - 1 - start) / dilation + 1;
  const int end = std::min(past_last, kernel);
  return {std::min(first, kernel), std::max(end - first, 0)};
}

/// Number `index` of the taps of output pixel (oy, ox) that read the picture, in the order of
/// for_each_tap; index must be below their number.
inline Tap tap_inside(const Layer& layer, const Shape& in, int oy, int ox, int index) {
  const Pads around = pads(layer, in);
  const Extent& stride = layer.strides;
  const Extent& dilation = layer.dilations;
  const int first_row =
      taps_inside(oy, layer.kernel.height, stride.height, dilation.height, around.top, in.height)
          .first;
  const Run columns =
      taps_inside(ox, layer.kernel.width, stride.width, dilation.width, around.left, in.width);
  const int ky = first_row + index / columns.count;
  const int kx = columns.first + index % columns.count;
  return {ky, kx, input_index(oy, ky, stride.height, dilation.height, around.top),
          input_index(ox, kx, stride.width, dilation.width, around.left)};
}

/// Visits every output pixel that input pixel (iy, ix) feeds, and by which filter cell: its
/// fan-out. `visit(oy, ox, ky, kx)`, output pixels row-major.
template <class Visit>
void for_each_output_fed(const Layer& layer, const Shape& in, int iy, int ix, Visit&& visit) {
  const Pads around = pads(layer, in);
  const Extent out = output_size(layer, in);
  // o = (i + pad - dilation * k) / stride, where that is a whole number inside the output.
  const auto output_index = [](int i, int k, int stride, int dilation, int pad, int length) {
    const int scaled = i + pad - dilation * k;
    if (scaled < 0 || scaled % stride != 0) return -1;
    return scaled / stride < length ? scaled / stride : -1;
  };
  for (int ky = layer.kernel.height - 1; ky >= 0; --ky) {
    const int oy =
        output_index(iy, ky, layer.strides.height, layer.dilations.height, around.top, out.height);
    if (oy < 0) continue;
    for (int kx = layer.kernel.width - 1; kx >= 0; --kx) {
      const int ox =
          output_index(ix, kx, layer.strides.width, layer.dilations.width, around.left, out.width);
      if (ox >= 0) visit(oy, ox, ky, kx);
    }
  }
}

}  // namespace twofold::core
