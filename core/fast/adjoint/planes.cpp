#include "core/fast/adjoint/planes.h"

#include <algorithm>
#include <cassert>

#include "core/taps.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Vectors may read and write this far beyond a plane's last value.
constexpr int kSpare = 64;
/// Floats of zeros behind a row of outputs, so that vectors of it end in zeros.
constexpr int kWidestVector = 16;

/// One row of interleaved pixels into planes, from `to` of channel 0 on.
struct RowApart {
  const float* from = nullptr;
  int channels = 1;
  int pixels = 0;
  int step = 1;  ///< pixels from one that is taken to the next
  float* to = nullptr;
  std::ptrdiff_t stride = 0;
};

void take_apart(const RowApart& row, const Kernels& kernels) {
  if (row.pixels <= 0) return;
  if (row.step == 1) {
    Deinterleave job;
    job.interleaved = row.from;
    job.channels = row.channels;
    job.pixels = row.pixels;
    job.planes = {row.to, row.stride};
    kernels.deinterleave(job);
    return;
  }
  for (int p = 0; p < row.pixels; ++p) {
    const float* pixel = row.from + static_cast<std::ptrdiff_t>(p) * row.step * row.channels;
    for (int c = 0; c < row.channels; ++c) row.to[c * row.stride + p] = pixel[c];
  }
}

}  // namespace

AdjointPlanes::AdjointPlanes(int channels, int batch, Extent first, Extent size)
    : batch_(batch),
      first_(first),
      pitch_(size.width),
      picture_(pitch_ * size.height),
      stride_(picture_ * batch + kSpare),
      values_(static_cast<std::size_t>(stride_ * channels + pitch_ + kSpare)) {}

const Kernels& kernels_of(const AdjointOptions& options) {
  const Kernels* kernels = kernels_for(options.target);
  assert(kernels && "the machine has an instruction set");
  return *kernels;
}

Extent phase_size(const Layer& layer, const Shape& in) {
  const Extent out = output_size(layer, in);
  const Extent reach{
      tap_place(layer.kernel.height - 1, layer.dilations.height, layer.strides.height).shift,
      tap_place(layer.kernel.width - 1, layer.dilations.width, layer.strides.width).shift};
  return {out.height + reach.height, out.width + reach.width};
}

AdjointPlanes output_planes(const TensorView& grad, const Layer& layer, const Shape& in,
                            const Kernels& kernels, const Workers& workers) {
  const Extent size = phase_size(layer, in);
  const Extent first{size.height - grad.shape.height, size.width - grad.shape.width};
  const int channels = grad.shape.channels;
  AdjointPlanes planes(channels, grad.shape.batch, first,
                       {size.height + first.height, size.width + first.width + kWidestVector});
  const int rows = grad.shape.height;
  workers.run(static_cast<std::int64_t>(grad.shape.batch) * rows, nullptr,
              [&](int, std::int64_t index) {
                const int b = static_cast<int>(index / rows);
                const int row = static_cast<int>(index % rows);
                take_apart({grad.pixel(b, row, 0), channels, grad.shape.width, 1,
                            planes.at(0, b) + row * planes.pitch(), planes.stride()},
                           kernels);
              });
  return planes;
}

AdjointPlanes input_planes(const TensorView& x, const Layer& layer, const Kernels& kernels,
                           const Workers& workers) {
  const Shape& in = x.shape;
  const Extent strides = layer.strides;
  const Extent size = phase_size(layer, in);
  const Pads around = pads(layer, in);
  AdjointPlanes planes(static_cast<int>(strides.area()) * in.channels, in.batch, {0, 0}, size);
  const auto row_apart = [&](int b, int iy, int phase_column) {
    const int row = iy + around.top;
    if (row / strides.height >= size.height) return;
    // The first column of this remainder that is in the picture.
    const int column = (around.left - phase_column + strides.width - 1) / strides.width;
    const int first = std::max(column, 0);
    const int ix = first * strides.width + phase_column - around.left;
    if (ix >= in.width) return;
    const int inside = (in.width - ix + strides.width - 1) / strides.width;
    const int phase = row % strides.height * strides.width + phase_column;
    take_apart(
        {x.pixel(b, iy, ix), in.channels, std::min(inside, size.width - first), strides.width,
         planes.at(phase * in.channels, b) + row / strides.height * planes.pitch() + first,
         planes.stride()},
        kernels);
  };
  workers.run(static_cast<std::int64_t>(in.batch) * in.height, nullptr,
              [&](int, std::int64_t index) {
                for (int phase = 0; phase < strides.width; ++phase)
                  row_apart(static_cast<int>(index / in.height),
                            static_cast<int>(index % in.height), phase);
              });
  return planes;
}

}  // namespace twofold::core::fast::inline adjoint
