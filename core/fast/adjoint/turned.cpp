#include "core/fast/adjoint/turned.h"

#include <algorithm>
#include <numeric>

#include "core/fast/adjoint/planes.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/plan.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Along one axis: the input places whose distance from the first zero leaves one remainder by the
/// stride, the taps that meet them, and the convolution of the output's gradient that they are.
struct Remainder {
  int first = 0;  ///< input place
  int count = 0;
  int tap = 0;  ///< the first one
  int tap_step = 1;
  int taps = 0;
  int dilation = 1;  ///< between taps, along the output
  int before = 0;    ///< zeros around the output's gradient
  int after = 0;
  int skipped = 0;  ///< results before that of the first input place
};

struct Axis {
  int in, out, kernel, stride, dilation, pad_before;
};

Remainder remainder_of(const Axis& axis, int phase) {
  Remainder r;
  const int common = std::gcd(axis.stride, axis.dilation);
  r.tap_step = axis.stride / common;
  r.dilation = axis.dilation / common;
  // Place p of the remainder is input index p * stride + phase - pad_before.
  const int begin =
      axis.pad_before <= phase ? 0 : (axis.pad_before - phase + axis.stride - 1) / axis.stride;
  r.first = begin * axis.stride + phase - axis.pad_before;
  r.count = r.first < axis.in ? (axis.in - 1 - r.first) / axis.stride + 1 : 0;
  while (r.tap < axis.kernel && r.tap * axis.dilation % axis.stride != phase) ++r.tap;
  if (r.tap >= axis.kernel) return r;
  r.taps = (axis.kernel - 1 - r.tap) / r.tap_step + 1;
  // Its tap j meets output p - reach - j * dilation.
  const int reach = (r.tap * axis.dilation - phase) / axis.stride;
  const int before = reach + (r.taps - 1) * r.dilation - begin;
  r.before = std::max(before, 0);
  r.skipped = std::max(-before, 0);
  r.after = std::max(begin + r.count - 1 - reach - (axis.out - 1), 0);
  return r;
}

/// [rows][columns] to [columns][rows]: to take apart interleaved channels is just that.
void transpose(const float* from, int rows, int columns, float* to, const Kernels& kernels) {
  Deinterleave job;
  job.interleaved = from;
  job.channels = columns;
  job.pixels = rows;
  job.planes = {to, rows};
  kernels.deinterleave(job);
}

/// The taps of a pair of remainders, turned about; `take(from, to)` makes one tap's weights.
template <class Take>
Filter turned(const Filter& w, const Remainder& y, const Remainder& x, const FilterShape& one,
              Take&& take) {
  Filter t({y.taps, x.taps, one.in, one.out});
  for (int i = 0; i < y.taps; ++i) {
    for (int j = 0; j < x.taps; ++j)
      take(&w.values[w.index(y.tap + i * y.tap_step, x.tap + j * x.tap_step, 0, 0)],
           &t.values[t.index(y.taps - 1 - i, x.taps - 1 - j, 0, 0)]);
  }
  return t;
}

/// Results of one pair of remainders to their places in dx.
void place(const Tensor& part, const Remainder& y, const Remainder& x, const Extent& strides,
           Tensor& dx) {
  const int channels = dx.shape.channels;
  for (int b = 0; b < dx.shape.batch; ++b) {
    for (int i = 0; i < y.count; ++i) {
      for (int j = 0; j < x.count; ++j)
        std::copy_n(part.pixel(b, i + y.skipped, j + x.skipped), channels,
                    dx.pixel(b, y.first + i * strides.height, x.first + j * strides.width));
    }
  }
}

/// dx, remainder by remainder; `part(layer, y, x)` computes the convolution of one.
template <class Part>
Tensor by_remainders(const Shape& in, const Layer& layer, Part&& part) {
  Tensor dx(in);
  const Extent out = output_size(layer, in);
  const Pads around = pads(layer, in);
  const Axis rows{
      in.height, out.height, layer.kernel.height, layer.strides.height, layer.dilations.height,
      around.top};
  const Axis columns{
      in.width,   out.width, layer.kernel.width, layer.strides.width, layer.dilations.width,
      around.left};
  for (int i = 0; i < layer.strides.height; ++i) {
    for (int j = 0; j < layer.strides.width; ++j) {
      const Remainder y = remainder_of(rows, i);
      const Remainder x = remainder_of(columns, j);
      if (y.count == 0 || x.count == 0 || y.taps == 0 || x.taps == 0) continue;
      Layer back;
      back.kernel = {y.taps, x.taps};
      back.dilations = {y.dilation, x.dilation};
      back.explicit_pads = Pads{y.before, y.after, x.before, x.after};
      back.out_channels = in.channels;
      Tensor result = part(back, y, x);
      const bool is_whole = y.count == in.height && x.count == in.width;
      if (is_whole && result.shape == in) return result;
      place(result, y, x, layer.strides, dx);
    }
  }
  return dx;
}

Tensor run(Plan plan, const Tensor& grad, const Layer& layer, int channels) {
  const Extent size = output_size(layer, grad.shape);
  Tensor result({grad.shape.batch, size.height, size.width, channels});
  plan.run(grad, result);
  return result;
}

}  // namespace

Tensor depthwise_by_turned(const Shape& in, const Layer& layer, const Filter& d,
                           const Tensor& z_grad, const AdjointOptions& options) {
  const int channels = in.channels;
  const auto take = [&](const float* from, float* to) { std::copy_n(from, channels, to); };
  return by_remainders(in, layer, [&](const Layer& back, const Remainder& y, const Remainder& x) {
    Filter t = turned(d, y, x, {1, 1, channels, 1}, take);
    return run(plan_depthwise(back, z_grad.shape, std::move(t),
                              {.threads = options.threads, .target = options.target}),
               z_grad, back, channels);
  });
}

Tensor standard_by_turned(const Shape& in, const Layer& layer, const Filter& w,
                          const Tensor& y_grad, const AdjointOptions& options) {
  const int outputs = w.shape.out;
  const Kernels& kernels = kernels_of(options);
  const auto take = [&](const float* from, float* to) {
    transpose(from, in.channels, outputs, to, kernels);
  };
  return by_remainders(in, layer, [&](const Layer& back, const Remainder& y, const Remainder& x) {
    Filter t = turned(w, y, x, {1, 1, outputs, in.channels}, take);
    return run(plan_standard(back, y_grad.shape, std::move(t),
                             {.threads = options.threads, .target = options.target}),
               y_grad, back, in.channels);
  });
}

Tensor pointwise_input_gradient(const Filter& p, const Tensor& y_grad,
                                const AdjointOptions& options) {
  const Shape& s = y_grad.shape;
  Filter t({1, 1, p.shape.out, p.shape.in});
  transpose(p.values.data(), p.shape.in, p.shape.out, t.values.data(), kernels_of(options));
  Tensor dz({s.batch, s.height, s.width, p.shape.in});
  plan_pointwise(s, std::move(t), {.threads = options.threads, .target = options.target})
      .run(y_grad, dz);
  return dz;
}

}  // namespace twofold::core::fast::inline adjoint
