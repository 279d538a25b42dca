#include "core/fast/adjoint.h"

#include <algorithm>
#include <cassert>

#include "core/fast/adjoint_planes.h"
#include "core/fast/kernels.h"
#include "core/fast/plan.h"
#include "core/taps.h"

namespace twofold::core::fast {
namespace {

/// Pixels that are summed in float.
constexpr int kChunkPixels = 1024;
/// Sums of chunks go into so many doubles a weight, at most: shared out to threads.
constexpr std::int64_t kGroups = 16;
/// Rows of a filter's gradient that one unit of work computes.
constexpr std::int64_t kUnitRows = 96;
/// Floats of an input's gradient that one unit of work computes.
constexpr std::ptrdiff_t kTileFloats = 8 * 1024;
/// Channels of an input's gradient that are put back together at a time.
constexpr int kChannelGroup = 16;
/// Vectors may be written this far beyond a tile.
constexpr std::ptrdiff_t kSpareFloats = 64;

const Kernels& kernels_of(const AdjointOptions& options) {
  const Kernels* kernels = kernels_for(options.target);
  assert(kernels && "the machine has an instruction set");
  return *kernels;
}

/// Where a tap lies in planes: in those of a pair of remainders, places down and to the right.
struct Place {
  int ky, kx;
  int phase;
  int down, right;
};
template <class Visit>
void for_each_place(const Layer& layer, Visit&& visit) {
  for (int ky = 0; ky < layer.kernel.height; ++ky) {
    for (int kx = 0; kx < layer.kernel.width; ++kx) {
      const TapPlace y = tap_place(ky, layer.dilations.height, layer.strides.height);
      const TapPlace x = tap_place(kx, layer.dilations.width, layer.strides.width);
      visit(Place{ky, kx, y.phase * layer.strides.width + x.phase, y.shift, x.shift});
    }
  }
}

/// Output pixels that are summed in float: whole rows, or a part of a wide one.
struct Chunk {
  std::int64_t row = 0;  ///< counted over all pictures of the batch
  int rows = 0;
  int column = 0;
  int columns = 0;
};

std::vector<Chunk> chunks_of(const Shape& out) {
  std::vector<Chunk> all;
  const int rows = std::max(1, kChunkPixels / out.width);
  const int columns = std::min(out.width, kChunkPixels);
  // Never from one picture into the next.
  for (std::int64_t row = 0; row < static_cast<std::int64_t>(out.batch) * out.height;) {
    const int left = out.height - static_cast<int>(row % out.height);
    const int part = std::min(rows, left);
    for (int column = 0; column < out.width; column += columns)
      all.push_back({row, part, column, std::min(columns, out.width - column)});
    row += part;
  }
  return all;
}

/// Filters' gradients as sums over groups of chunks, [group][weight].
class Sums {
 public:
  Sums(std::int64_t chunks, std::int64_t weights)
      : groups_(std::min(kGroups, chunks)),
        weights_(weights),
        values_(static_cast<std::size_t>(groups_ * weights)) {}

  std::int64_t groups() const { return groups_; }
  double* of(std::int64_t group) { return values_.data() + group * weights_; }
  /// All groups together, in their order, rounded once.
  std::vector<float> total() const {
    std::vector<float> result(static_cast<std::size_t>(weights_));
    for (std::int64_t i = 0; i < weights_; ++i) {
      double sum = 0;
      for (std::int64_t g = 0; g < groups_; ++g)
        sum += values_[static_cast<std::size_t>(g * weights_ + i)];
      result[static_cast<std::size_t>(i)] = static_cast<float>(sum);
    }
    return result;
  }

 private:
  std::int64_t groups_;
  std::int64_t weights_;
  std::vector<double> values_;
};

/// Chunks [first, last) of a group.
struct GroupRange {
  std::int64_t first, last;
};
GroupRange range_of(std::int64_t group, std::int64_t groups, std::int64_t chunks) {
  return {group * chunks / groups, (group + 1) * chunks / groups};
}

/// dW as a matrix product over pixels: places of the window by outputs.
class FilterProduct {
 public:
  FilterProduct(const TensorView& x, const Layer& layer, const TensorView& grad,
                const Kernels& kernels, const Workers& workers)
      : kernels_(kernels),
        workers_(workers),
        layer_(layer),
        out_(grad.shape),
        channels_(x.shape.channels),
        x_(input_planes(x, layer, kernels, workers)),
        chunks_(chunks_of(grad.shape)) {
    pack(grad);
    place_window();
  }

  std::vector<float> gradient() {
    const auto places = static_cast<std::int64_t>(window_.size());
    Sums sums(std::ssize(chunks_), places * out_.channels);
    const std::int64_t parts = (places + kUnitRows - 1) / kUnitRows;
    workers_.run(sums.groups() * parts, nullptr, [&](int, std::int64_t unit) {
      const std::int64_t group = unit / parts;
      const std::int64_t first = unit % parts * places / parts;
      const std::int64_t last = (unit % parts + 1) * places / parts;
      const GroupRange range = range_of(group, sums.groups(), std::ssize(chunks_));
      std::vector<float> part(static_cast<std::size_t>((last - first) * out_.channels));
      for (std::int64_t chunk = range.first; chunk < range.last; ++chunk) {
        multiply(static_cast<std::size_t>(chunk), first, last, part.data());
        double* to = sums.of(group) + first * out_.channels;
        for (const float value : part) *to++ += value;
      }
    });
    return sums.total();
  }

 private:
  /// The output's gradient, chunk by chunk as the product reads it.
  void pack(const TensorView& grad) {
    matrices_.resize(chunks_.size());
    workers_.run(std::ssize(chunks_), nullptr, [&](int, std::int64_t i) {
      const Chunk& chunk = chunks_[static_cast<std::size_t>(i)];
      const std::int64_t first = chunk.row * out_.width + chunk.column;
      const int pixels = chunk.rows * chunk.columns;
      matrices_[static_cast<std::size_t>(i)] =
          PackedMatrix({grad.values + first * out_.channels,
                        static_cast<std::size_t>(pixels) * static_cast<std::size_t>(out_.channels)},
                       pixels, out_.channels, kernels_.lanes, kernels_.panel_vectors);
    });
  }

  /// Where each place (ky, kx, q) of the window lies, as seen from output pixel [0, 0].
  void place_window() {
    for_each_place(layer_, [&](const Place& at) {
      for (int q = 0; q < channels_; ++q)
        window_.push_back((at.phase * channels_ + q) * x_.stride() + at.down * x_.pitch() +
                          at.right);
    });
  }

  /// One chunk's part of some places' rows, into `out`.
  void multiply(std::size_t chunk, std::int64_t first, std::int64_t last, float* out) const {
    const Chunk& c = chunks_[chunk];
    const int b = static_cast<int>(c.row / out_.height);
    const float* begin = x_.at(0, b) + c.row % out_.height * x_.pitch() + c.column;
    std::vector<const float*> rows;
    rows.reserve(static_cast<std::size_t>(c.rows));
    for (int r = 0; r < c.rows; ++r) rows.push_back(begin + r * x_.pitch());
    const PackedMatrix& matrix = matrices_[chunk];
    MultiplyRows job;
    job.segments = rows;
    job.segment_length = c.columns;
    job.offsets = std::span(window_).subspan(static_cast<std::size_t>(first),
                                             static_cast<std::size_t>(last - first));
    job.matrix = &matrix;
    job.panels = matrix.panels();
    job.out = out;
    kernels_.multiply_rows(job);
  }

  const Kernels& kernels_;
  const Workers& workers_;
  Layer layer_;
  Shape out_;
  int channels_;
  AdjointPlanes x_;
  std::vector<Chunk> chunks_;
  std::vector<PackedMatrix> matrices_;
  std::vector<std::ptrdiff_t> window_;
};

/// What an input's gradient is made of: for one remainder of rows and columns, the planes that each
/// channel sums and their weights.
struct Sources {
  std::vector<int> channels;           ///< of the output's gradient
  std::vector<std::ptrdiff_t> shifts;  ///< back along the plane
  std::vector<float> weights;          ///< [sources][outputs at once]
};

/// dx by weighted sums of planes. `sources(phase, group)` are those of a group of `at_once`
/// channels of dx.
template <class MakeSources>
Tensor input_gradient(const Shape& in, const Layer& layer, const AdjointPlanes& grad, int at_once,
                      const Kernels& kernels, const Workers& workers, MakeSources&& make_sources) {
  Tensor dx(in);
  const Extent size = phase_size(layer, in);
  const Pads around = pads(layer, in);
  const int groups = (in.channels + at_once - 1) / at_once;
  const int phases = layer.strides.area();
  std::vector<Sources> sources;
  for (int phase = 0; phase < phases; ++phase)
    for (int group = 0; group < groups; ++group) sources.push_back(make_sources(phase, group));
  const int tile =
      static_cast<int>(std::clamp<std::ptrdiff_t>(kTileFloats / grad.pitch(), 1, size.height));
  const int tiles = (size.height + tile - 1) / tile;
  // Neighbouring channels stay together, so that their floats of one pixel are written together.
  const int together = std::max(1, kChannelGroup / at_once);
  const int bunches = (groups + together - 1) / together;
  const std::ptrdiff_t step = tile * grad.pitch() + kSpareFloats;
  std::vector<Floats> scratch(static_cast<std::size_t>(workers.threads()));
  workers.run(static_cast<std::int64_t>(in.batch) * phases * tiles * bunches, nullptr,
              [&](int slot, std::int64_t unit) {
                const int bunch = static_cast<int>(unit % bunches);
                const int top = static_cast<int>(unit / bunches % tiles) * tile;
                const int phase = static_cast<int>(unit / bunches / tiles % phases);
                const int b = static_cast<int>(unit / bunches / tiles / phases);
                const int rows = std::min(tile, size.height - top);
                const std::ptrdiff_t length = rows * grad.pitch();
                const int first_group = bunch * together;
                const int last_group = std::min(groups, first_group + together);
                const int first_channel = first_group * at_once;
                const int last_channel = std::min(in.channels, last_group * at_once);
                Floats& sums = scratch[static_cast<std::size_t>(slot)];
                sums.resize(static_cast<std::size_t>(step * together * at_once));
                std::vector<const float*> from;
                for (int group = first_group; group < last_group; ++group) {
                  const std::size_t source = static_cast<std::size_t>(phase) * groups + group;
                  const Sources& s = sources[source];
                  from.clear();
                  for (std::size_t i = 0; i < s.channels.size(); ++i)
                    from.push_back(grad.at(s.channels[i], b) + top * grad.pitch() - s.shifts[i]);
                  MixPlanes job;
                  job.from = from;
                  job.weights = s.weights.data();
                  job.outputs = at_once;
                  job.to = {sums.data() + (group - first_group) * at_once * step, step};
                  job.length = length;
                  if (!from.empty())
                    kernels.mix_planes(job);
                  else
                    std::fill_n(job.to[0], at_once * step, 0.0f);
                }
                const int phase_row = phase / layer.strides.width;
                const int phase_column = phase % layer.strides.width;
                for (int r = 0; r < rows; ++r) {
                  const int iy = (top + r) * layer.strides.height + phase_row - around.top;
                  if (iy < 0 || iy >= in.height) continue;
                  for (int c = 0; c < size.width; ++c) {
                    const int ix = c * layer.strides.width + phase_column - around.left;
                    if (ix < 0 || ix >= in.width) continue;
                    float* pixel = dx.pixel(b, iy, ix);
                    const float* value = sums.data() + r * grad.pitch() + c;
                    for (int q = first_channel; q < last_channel; ++q, value += step)
                      pixel[q] = *value;
                  }
                }
              });
  return dx;
}

/// The layer that takes dy to dx where strides are 1: the filter turned about, its channels and
/// outputs exchanged, over a picture with room for it all around.
Filter turned(const Filter& w) {
  const FilterShape& s = w.shape;
  Filter t({s.height, s.width, s.out, s.in});
  for (int ky = 0; ky < s.height; ++ky)
    for (int kx = 0; kx < s.width; ++kx)
      for (int q = 0; q < s.in; ++q)
        for (int k = 0; k < s.out; ++k)
          t.at(s.height - 1 - ky, s.width - 1 - kx, k, q) = w.at(ky, kx, q, k);
  return t;
}

Tensor with_room(const Tensor& grad, const Layer& layer, const Shape& in) {
  const Extent reach = effective_kernel(layer);
  const Pads around = pads(layer, in);
  Tensor padded(
      {in.batch, in.height + reach.height - 1, in.width + reach.width - 1, grad.shape.channels});
  const int top = reach.height - 1 - around.top;
  const int left = reach.width - 1 - around.left;
  const std::int64_t row = static_cast<std::int64_t>(grad.shape.width) * grad.shape.channels;
  for (int b = 0; b < in.batch; ++b)
    for (int oy = 0; oy < grad.shape.height; ++oy)
      std::copy_n(grad.pixel(b, oy, 0), row, padded.pixel(b, oy + top, left));
  return padded;
}

Tensor standard_by_turned(const Shape& in, const Layer& layer, const Filter& w, const Tensor& grad,
                          const AdjointOptions& options) {
  Layer back;
  back.kernel = layer.kernel;
  back.dilations = layer.dilations;
  back.padding = Padding::valid;
  back.out_channels = in.channels;
  const Tensor padded = with_room(grad, layer, in);
  Tensor dx(in);
  plan_standard(back, padded.shape, turned(w),
                {.threads = options.threads, .target = options.target})
      .run(padded, dx);
  return dx;
}

}  // namespace

Filter depthwise_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& z_grad,
                                 const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  const Workers workers(options.threads);
  const FilterShape shape = depthwise_filter_shape(layer, x.shape.channels);
  const AdjointPlanes from = input_planes(x, layer, kernels, workers);
  const AdjointPlanes grad = output_planes(z_grad, layer, x.shape, kernels, workers);
  const int m = layer.channel_multiplier;
  const int taps = layer.kernel.area();
  const std::vector<Chunk> chunks =
      chunks_of({z_grad.shape.batch, z_grad.shape.height, z_grad.shape.width, 1});
  Sums sums(std::ssize(chunks), static_cast<std::int64_t>(z_grad.shape.channels) * taps);
  const int height = z_grad.shape.height;
  workers.run(sums.groups() * z_grad.shape.channels, nullptr, [&](int, std::int64_t unit) {
    const std::int64_t group = unit / z_grad.shape.channels;
    const int t = static_cast<int>(unit % z_grad.shape.channels);
    const GroupRange range = range_of(group, sums.groups(), std::ssize(chunks));
    std::vector<const float*> places(static_cast<std::size_t>(taps));
    for (std::int64_t i = range.first; i < range.last; ++i) {
      const Chunk& c = chunks[static_cast<std::size_t>(i)];
      const int b = static_cast<int>(c.row / height);
      const std::ptrdiff_t row = c.row % height;
      for_each_place(layer, [&](const Place& at) {
        const std::size_t cell = static_cast<std::size_t>(at.ky) * layer.kernel.width + at.kx;
        places[cell] = from.at(at.phase * x.shape.channels + t / m, b) +
                       (row + at.down) * from.pitch() + c.column + at.right;
      });
      DotRows job;
      job.row = grad.at(t, b) + row * grad.pitch() + c.column;
      job.row_step = grad.pitch();
      job.from = places;
      job.from_step = from.pitch();
      job.rows = c.rows;
      job.length = c.columns;
      job.sums = sums.of(group) + static_cast<std::int64_t>(t) * taps;
      kernels.dot_rows(job);
    }
  });
  const std::vector<float> by_channel = sums.total();
  Filter result(shape);
  for (int t = 0; t < z_grad.shape.channels; ++t)
    for (int tap = 0; tap < taps; ++tap)
      result
          .values[static_cast<std::size_t>(tap) * static_cast<std::size_t>(z_grad.shape.channels) +
                  static_cast<std::size_t>(t)] =
          by_channel[static_cast<std::size_t>(t) * static_cast<std::size_t>(taps) +
                     static_cast<std::size_t>(tap)];
  return result;
}

Tensor depthwise_input_gradient(const Shape& in, const Layer& layer, const Filter& d,
                                const Tensor& z_grad, const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  const Workers workers(options.threads);
  const AdjointPlanes grad = output_planes(z_grad, layer, in, kernels, workers);
  const int m = layer.channel_multiplier;
  return input_gradient(in, layer, grad, 1, kernels, workers, [&](int phase, int q) {
    Sources s;
    for_each_place(layer, [&](const Place& at) {
      if (at.phase != phase) return;
      for (int r = 0; r < m; ++r) {
        s.channels.push_back(q * m + r);
        s.shifts.push_back(at.down * grad.pitch() + at.right);
        s.weights.push_back(d.at(at.ky, at.kx, q, r));
      }
    });
    return s;
  });
}

Filter standard_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& y_grad,
                                const AdjointOptions& options) {
  const Workers workers(options.threads);
  FilterShape shape = standard_filter_shape(layer, x.shape.channels);
  shape.out = y_grad.shape.channels;
  return {shape, FilterProduct(x, layer, y_grad, kernels_of(options), workers).gradient()};
}

Tensor standard_input_gradient(const Shape& in, const Layer& layer, const Filter& w,
                               const Tensor& y_grad, const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  if (layer.strides.area() == 1 && in.channels >= kernels.lanes)
    return standard_by_turned(in, layer, w, y_grad, options);
  const Workers workers(options.threads);
  const AdjointPlanes grad = output_planes(y_grad, layer, in, kernels, workers);
  const int at_once = std::min(in.channels, 4);
  return input_gradient(in, layer, grad, at_once, kernels, workers, [&](int phase, int group) {
    Sources s;
    for_each_place(layer, [&](const Place& at) {
      if (at.phase != phase) return;
      for (int k = 0; k < w.shape.out; ++k) {
        s.channels.push_back(k);
        s.shifts.push_back(at.down * grad.pitch() + at.right);
        for (int i = 0; i < at_once; ++i) {
          const int q = group * at_once + i;
          s.weights.push_back(q < in.channels ? w.at(at.ky, at.kx, q, k) : 0.0f);
        }
      }
    });
    return s;
  });
}

Filter pointwise_filter_gradient(const Tensor& z, const Tensor& y_grad,
                                 const AdjointOptions& options) {
  Layer one;
  one.kernel = {1, 1};
  one.out_channels = y_grad.shape.channels;
  // Pixels do not know their neighbours here: rows are put together to be long.
  const Shape& s = y_grad.shape;
  const int rows = s.batch * s.height;
  int together = std::max(1, std::min(rows, kChunkPixels / s.width));
  while (rows % together != 0) --together;
  const Shape flat{1, rows / together, s.width * together, s.channels};
  const Workers workers(options.threads);
  FilterProduct product({{1, flat.height, flat.width, z.shape.channels}, z.values.data()}, one,
                        {flat, y_grad.values.data()}, kernels_of(options), workers);
  return {{1, 1, z.shape.channels, s.channels}, product.gradient()};
}

Tensor pointwise_input_gradient(const Filter& p, const Tensor& y_grad,
                                const AdjointOptions& options) {
  const Shape& s = y_grad.shape;
  Tensor dz({s.batch, s.height, s.width, p.shape.in});
  plan_pointwise(s, turned(p), {.threads = options.threads, .target = options.target})
      .run(y_grad, dz);
  return dz;
}

}  // namespace twofold::core::fast
