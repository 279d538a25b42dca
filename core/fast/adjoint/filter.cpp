// Gradients with respect to the filters of matrix products: places of the window by outputs, summed
// over pixels.
#include <algorithm>

#include "core/fast/adjoint/adjoint.h"
#include "core/fast/adjoint/planes.h"
#include "core/fast/adjoint/sums.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/tiles/scratch.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Rows of a filter's gradient that one unit of work computes.
constexpr std::int64_t kUnitRows = 96;
/// Pixels of a row that are multiplied where they lie; shorter rows are put together first.
constexpr int kLongRow = 200;

/// dW as a matrix product over pixels.
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
    AdjointSums sums(std::ssize(chunks_), std::ssize(window_), out_.channels, kUnitRows);
    std::vector<Floats> rooms(static_cast<std::size_t>(workers_.threads()));
    return sums.total(workers_, [&](int slot, std::int64_t chunk, std::int64_t first,
                                    std::int64_t last, float* to) {
      const auto places = std::span(window_).subspan(static_cast<std::size_t>(first),
                                                     static_cast<std::size_t>(last - first));
      const auto index = static_cast<std::size_t>(chunk);
      if (chunks_[index].columns >= kLongRow)
        multiply_rows(index, places, to);
      else
        multiply_together(index, places, rooms[static_cast<std::size_t>(slot)], to);
    });
  }

 private:
  using Places = std::span<const std::ptrdiff_t>;

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
    for_each_phase_tap(layer_, [&](const PhaseTap& at) {
      for (int q = 0; q < channels_; ++q)
        window_.push_back((at.phase * channels_ + q) * x_.stride() + at.down * x_.pitch() +
                          at.right);
    });
  }

  /// The chunk's rows of pixels, as seen from a place of the window.
  std::vector<const float*> rows_of(const Chunk& c) const {
    const int b = static_cast<int>(c.row / out_.height);
    const float* begin = x_.at(0, b) + c.row % out_.height * x_.pitch() + c.column;
    std::vector<const float*> rows;
    rows.reserve(static_cast<std::size_t>(c.rows));
    for (int r = 0; r < c.rows; ++r) rows.push_back(begin + r * x_.pitch());
    return rows;
  }

  /// One chunk's part of some places' rows, pixels read where they lie.
  void multiply_rows(std::size_t chunk, Places places, float* to) const {
    multiply(chunk, rows_of(chunks_[chunk]), chunks_[chunk].columns, places, to);
  }

  /// The same with all pixels of a place put together: sums along short rows would begin anew all
  /// the time.
  void multiply_together(std::size_t chunk, Places places, Floats& room, float* to) const {
    const Chunk& c = chunks_[chunk];
    const int pixels = c.rows * c.columns;
    const std::ptrdiff_t step = odd_lines(pixels);
    room.resize(places.size() * static_cast<std::size_t>(step));
    std::vector<std::ptrdiff_t> offsets;
    offsets.reserve(places.size());
    const std::vector<const float*> rows = rows_of(c);
    for (const std::ptrdiff_t place : places) {
      offsets.push_back(std::ssize(offsets) * step);
      float* at = room.data() + offsets.back();
      for (const float* row : rows) at = std::copy_n(row + place, c.columns, at);
    }
    multiply(chunk, {room.data()}, pixels, offsets, to);
  }

  void multiply(std::size_t chunk, const std::vector<const float*>& segments, int length,
                Places offsets, float* to) const {
    const PackedMatrix& matrix = matrices_[chunk];
    MultiplyRows job;
    job.segments = segments;
    job.segment_length = length;
    job.offsets = offsets;
    job.matrix = &matrix;
    job.panels = matrix.panels();
    job.out = to;
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

}  // namespace twofold::core::fast::inline adjoint
