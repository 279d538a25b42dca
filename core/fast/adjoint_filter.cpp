// Gradients with respect to filters: products of planes, summed over pixels.
#include <algorithm>
#include <cassert>

#include "core/fast/adjoint.h"
#include "core/fast/adjoint_planes.h"
#include "core/fast/kernels.h"
#include "core/taps.h"

namespace twofold::core::fast {
namespace {

/// Pixels that are summed in float.
constexpr int kChunkPixels = 1024;
/// Sums of chunks go into so many doubles a weight, at most: shared out to threads.
constexpr std::int64_t kGroups = 16;
/// Rows of a filter's gradient that one unit of work computes.
constexpr std::int64_t kUnitRows = 96;

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

Filter standard_filter_gradient(const Tensor& x, const Layer& layer, const Tensor& y_grad,
                                const AdjointOptions& options) {
  const Workers workers(options.threads);
  FilterShape shape = standard_filter_shape(layer, x.shape.channels);
  shape.out = y_grad.shape.channels;
  return {shape, FilterProduct(x, layer, y_grad, kernels_of(options), workers).gradient()};
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

}  // namespace twofold::core::fast
