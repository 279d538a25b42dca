// Gradients with respect to depthwise filters: products of x and dz, summed over pixels for every
// channel by itself.
#include <algorithm>

#include "core/fast/adjoint/adjoint.h"
#include "core/fast/adjoint/planes.h"
#include "core/fast/adjoint/sums.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/tiles/stretches.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Channels that one unit of work sums where they lie in the lanes.
constexpr std::int64_t kUnitChannels = 128;

/// [channel][tap] to the filter's order, [tap][channel].
std::vector<float> taps_first(const std::vector<float>& by_channel, std::int64_t taps) {
  std::vector<float> result(by_channel.size());
  const std::int64_t channels = std::ssize(by_channel) / taps;
  for (std::int64_t t = 0; t < channels; ++t) {
    for (std::int64_t tap = 0; tap < taps; ++tap)
      result[static_cast<std::size_t>(tap * channels + t)] =
          by_channel[static_cast<std::size_t>(t * taps + tap)];
  }
  return result;
}

/// Pixels in the lanes.
std::vector<float> by_planes(const Tensor& x, const Layer& layer, const Tensor& z_grad,
                             const Kernels& kernels, const Workers& workers) {
  const Shape& out = z_grad.shape;
  const AdjointPlanes from = input_planes(x, layer, kernels, workers);
  const AdjointPlanes grad = output_planes(z_grad, layer, x.shape, kernels, workers);
  const int m = layer.channel_multiplier;
  const std::int64_t taps = layer.kernel.area();
  const std::vector<Chunk> chunks = chunks_of(out);
  AdjointSums sums(std::ssize(chunks), out.channels, taps, 1);
  return taps_first(
      sums.total(workers,
                 [&](int, std::int64_t chunk, std::int64_t t, std::int64_t, float* to) {
                   const Chunk& c = chunks[static_cast<std::size_t>(chunk)];
                   const int b = static_cast<int>(c.row / out.height);
                   const std::ptrdiff_t row = c.row % out.height;
                   const int channel = static_cast<int>(t);
                   std::vector<const float*> places;
                   for_each_phase_tap(layer, [&](const PhaseTap& at) {
                     places.push_back(from.at(at.phase * x.shape.channels + channel / m, b) +
                                      (row + at.down) * from.pitch() + c.column + at.right);
                   });
                   std::vector<double> products(places.size());
                   DotRows job;
                   job.row = grad.at(channel, b) + row * grad.pitch() + c.column;
                   job.row_step = grad.pitch();
                   job.from = places;
                   job.from_step = from.pitch();
                   job.rows = c.rows;
                   job.length = c.columns;
                   job.sums = products.data();
                   kernels.dot_rows(job);
                   std::transform(products.begin(), products.end(), to,
                                  [](double s) { return static_cast<float>(s); });
                 }),
      taps);
}

/// Channels in the lanes, both tensors read where they lie; for a channel multiplier of 1.
class ByChannels {
 public:
  ByChannels(const Tensor& x, const Layer& layer, const Tensor& z_grad, const Kernels& kernels)
      : x_(x),
        layer_(layer),
        grad_(z_grad),
        kernels_(kernels),
        pads_(pads(layer, x.shape)),
        stretches_(stretches_of(layer, x.shape)),
        chunks_(chunks_of(z_grad.shape)) {}

  std::vector<float> gradient(const Workers& workers) const {
    const std::int64_t taps = layer_.kernel.area();
    AdjointSums sums(std::ssize(chunks_), x_.shape.channels, taps, kUnitChannels);
    return taps_first(
        sums.total(workers,
                   [&](int, std::int64_t chunk, std::int64_t first, std::int64_t last, float* to) {
                     const int channels = static_cast<int>(last - first);
                     std::vector<float> by_tap(static_cast<std::size_t>(taps * channels));
                     add_chunk(chunks_[static_cast<std::size_t>(chunk)], static_cast<int>(first),
                               channels, by_tap.data());
                     for (std::int64_t tap = 0; tap < taps; ++tap) {
                       for (std::int64_t q = 0; q < channels; ++q)
                         to[q * taps + tap] = by_tap[static_cast<std::size_t>(tap * channels + q)];
                     }
                   }),
        taps);
  }

 private:
  /// A chunk's sums of some channels, [tap][channel].
  void add_chunk(const Chunk& c, int first_channel, int channels, float* sums) const {
    for (int r = 0; r < c.rows; ++r) {
      const int b = static_cast<int>(c.row / grad_.shape.height);
      const int oy = static_cast<int>(c.row % grad_.shape.height) + r;
      for (int ox = c.column; ox < c.column + c.columns;) {
        const int end =
            std::min(stretches_[static_cast<std::size_t>(ox)].end, c.column + c.columns);
        add_run({b, oy, ox, end - ox}, first_channel, channels, sums);
        ox = end;
      }
    }
  }

  struct Pixels {
    int b, oy, ox, count;
  };
  void add_run(const Pixels& at, int first_channel, int channels, float* sums) const {
    const Extent& s = layer_.strides;
    const Extent& d = layer_.dilations;
    const Shape& in = x_.shape;
    const Run ky =
        taps_inside(at.oy, layer_.kernel.height, s.height, d.height, pads_.top, in.height);
    const Run kx = stretches_[static_cast<std::size_t>(at.ox)].taps;
    if (ky.count == 0 || kx.count == 0) return;
    const std::ptrdiff_t pixel = in.channels;
    const std::ptrdiff_t row = in.width * pixel;
    CorrelateRows job;
    job.in = x_.pixel(at.b, input_index(at.oy, ky.first, s.height, d.height, pads_.top),
                      input_index(at.ox, kx.first, s.width, d.width, pads_.left)) +
             first_channel;
    job.pixel_step = s.width * pixel;
    job.row_step = d.height * row;
    job.column_step = d.width * pixel;
    job.taps = {ky.count, kx.count};
    job.grad = grad_.pixel(at.b, at.oy, at.ox) + first_channel;
    job.grad_step = pixel;
    job.pixels = at.count;
    job.channels = channels;
    job.sums_column_step = channels;
    job.sums_row_step = static_cast<std::ptrdiff_t>(layer_.kernel.width) * channels;
    job.sums = sums + ky.first * job.sums_row_step + kx.first * job.sums_column_step;
    kernels_.correlate_rows(job);
  }

  const Tensor& x_;
  Layer layer_;
  const Tensor& grad_;
  const Kernels& kernels_;
  Pads pads_;
  std::vector<Stretch> stretches_;
  std::vector<Chunk> chunks_;
};

}  // namespace

Filter depthwise_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& z_grad,
                                 const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  const Workers workers(options.threads);
  const bool in_lanes = layer.channel_multiplier == 1 && x.shape.channels >= kernels.lanes;
  return {depthwise_filter_shape(layer, x.shape.channels),
          in_lanes ? ByChannels(x, layer, z_grad, kernels).gradient(workers)
                   : by_planes(x, layer, z_grad, kernels, workers)};
}

}  // namespace twofold::core::fast::inline adjoint
