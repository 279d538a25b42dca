#include "app/model/samples.h"

#include <algorithm>
#include <numeric>

#include "core/fast/plan.h"
#include "core/fast/separable.h"
#include "core/taps.h"

namespace twofold::model {
namespace {

/// Floats that the windows of a first look may take.
constexpr std::int64_t kMostWindowFloats = std::int64_t{1} << 22;
/// Floats of z and y that a band should have: they stay in the cache.
constexpr std::int64_t kBandFloats = std::int64_t{1} << 20;

/// The middle of every block of one axis, `count` pixels from `first` on.
std::vector<int> block_middles(int first, int count, int reduction) {
  std::vector<int> middles;
  for (int block = 0; block < count; block += reduction)
    middles.push_back(first + std::min(block + reduction / 2, count - 1));
  return middles;
}

/// [channel][row][column] from one picture of a tensor.
std::vector<float> planar(const core::Tensor& t) {
  const auto channels = static_cast<std::size_t>(t.shape.channels);
  const std::size_t pixels = t.values.size() / std::max<std::size_t>(channels, 1);
  std::vector<float> planes(t.values.size());
  for (std::size_t i = 0; i < pixels; ++i)
    for (std::size_t c = 0; c < channels; ++c) planes[c * pixels + i] = t.values[i * channels + c];
  return planes;
}

core::Shape stage_shape(const StageSource& s, int channels) {
  const core::Extent size = core::output_size(s.layer, s.x->shape);
  return {s.x->shape.batch, size.height, size.width, channels};
}

core::Tensor standard_of(const core::Tensor& x, const StageSource& s, const core::Layer& layer) {
  core::Tensor y = core::fast::conv2d(x, s.collapsed, layer);
  core::finish(y, s.filters.bias, s.filters.activation);
  return y;
}

bool has_standard(const StageSource& s) { return !s.collapsed.values.empty(); }

/// Sums of blocks of pixels, taken in row by row; then their means as planes.
class BlockSums {
 public:
  BlockSums(const core::Shape& shape, int b, const Sampling& at)
      : samples_{shape, b, at, {}}, channels_(shape.channels) {
    const auto values =
        static_cast<std::size_t>(at.size().area()) * static_cast<std::size_t>(channels_);
    sums_.resize(values);
  }

  /// Adds one row of the region: `row` counts from the region's top, `pixels` is its first pixel.
  void add_row(int row, const float* pixels) {
    const int reduction = samples_.at.reduction;
    const int width = samples_.at.region.width;
    float* sums = sums_.data() + static_cast<std::size_t>(row / reduction) *
                                     static_cast<std::size_t>(samples_.at.size().width) *
                                     static_cast<std::size_t>(channels_);
    for (int left = 0; left < width; left += reduction, sums += channels_) {
      for (int i = std::min(reduction, width - left); i > 0; --i, pixels += channels_)
        for (int c = 0; c < channels_; ++c) sums[c] += pixels[c];
    }
  }

  Samples means() && {
    const core::Extent size = samples_.at.size();
    const auto [left, top, width, height] = samples_.at.region;
    const int reduction = samples_.at.reduction;
    const auto pixels = static_cast<std::size_t>(size.area());
    samples_.values.resize(sums_.size());
    for (int row = 0; row < size.height; ++row) {
      const int rows = std::min(reduction, height - row * reduction);
      for (int column = 0; column < size.width; ++column) {
        const int columns = std::min(reduction, width - column * reduction);
        const float share = 1.0f / (static_cast<float>(rows) * static_cast<float>(columns));
        const std::size_t i = static_cast<std::size_t>(row) * size.width + column;
        for (int c = 0; c < channels_; ++c)
          samples_.values[static_cast<std::size_t>(c) * pixels + i] =
              share * sums_[i * static_cast<std::size_t>(channels_) + c];
      }
    }
    return std::move(samples_);
  }

 private:
  Samples samples_;
  int channels_;
  std::vector<float> sums_;
};

/// Where a band's windows begin in the picture, and how much they span.
struct Patch {
  int top = 0;
  int left = 0;
  core::Extent size;
};

/// The input that output pixels [row, row + rows) x [column, column + columns) read.
Patch patch_of(const core::Layer& layer, const core::Shape& in, const paint::PixelRegion& out) {
  const core::Pads around = core::pads(layer, in);
  const core::Extent window = core::effective_kernel(layer);
  return {core::input_index(out.top, 0, layer.strides.height, 1, around.top),
          core::input_index(out.left, 0, layer.strides.width, 1, around.left),
          {(out.height - 1) * layer.strides.height + window.height,
           (out.width - 1) * layer.strides.width + window.width}};
}

/// Copies a patch of picture b, zeros where it lies outside.
void cut_out(const core::Tensor& x, int b, const Patch& patch, core::Tensor& out) {
  std::fill(out.values.begin(), out.values.end(), 0.0f);
  const int from = std::max(patch.left, 0);
  const int to = std::min(patch.left + patch.size.width, x.shape.width);
  if (from >= to) return;
  for (int row = 0; row < patch.size.height; ++row) {
    const int y = patch.top + row;
    if (y < 0 || y >= x.shape.height) continue;
    const float* pixels = x.pixel(b, y, from);
    std::copy(pixels, pixels + static_cast<std::ptrdiff_t>(to - from) * x.shape.channels,
              out.pixel(0, row, from - patch.left));
  }
}

/// The stages of one band after another; plans and memory are made once.
class Bands {
 public:
  Bands(const StageSource& source, const paint::PixelRegion& band)
      : source_(source),
        layer_(source.layer),
        x_({1, patch_of(source.layer, source.x->shape, band).size.height,
            patch_of(source.layer, source.x->shape, band).size.width, source.x->shape.channels}) {
    layer_.padding = core::Padding::valid;
    both_.z = core::Tensor(core::depthwise_output_shape(layer_, x_.shape));
    both_.y = core::Tensor(core::output_shape(layer_, x_.shape));
    plan_.emplace(core::fast::plan(layer_, x_.shape, source.filters, {.intermediates = true}));
    if (!has_standard(source)) return;
    standard_ = core::Tensor(both_.y.shape);
    standard_plan_.emplace(core::fast::plan_standard(layer_, x_.shape, source.collapsed));
  }

  /// Computes the band of picture b whose first row is `band.top`.
  void run(int b, const paint::PixelRegion& band, const core::StopFlag* stop) {
    cut_out(*source_.x, b, patch_of(source_.layer, source_.x->shape, band), x_);
    plan_->run(x_, both_, stop);
    if (!standard_plan_) return;
    standard_plan_->run(x_, standard_, stop);
    core::finish(standard_, source_.filters.bias, source_.filters.activation);
  }

  const core::Tensor& z() const { return both_.z; }
  const core::Tensor& y() const { return both_.y; }
  const core::Tensor& standard() const { return standard_; }

 private:
  const StageSource& source_;
  core::Layer layer_;
  core::Tensor x_;
  core::Separable both_;
  core::Tensor standard_;
  std::optional<core::fast::Plan> plan_;
  std::optional<core::fast::Plan> standard_plan_;
};

}  // namespace

core::Tensor windows(const core::Tensor& x, int b, const core::Layer& layer,
                     std::span<const int> rows, std::span<const int> columns) {
  // Not a structured binding: clang 14 lets no lambda take one.
  const int kh = layer.kernel.height;
  const int kw = layer.kernel.width;
  core::Tensor result({1, static_cast<int>(rows.size()) * kh, static_cast<int>(columns.size()) * kw,
                       x.shape.channels});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j) {
      core::for_each_tap(layer, x.shape, rows[i], columns[j], [&](const core::Tap& tap) {
        const float* from = x.pixel(b, tap.iy, tap.ix);
        std::copy(
            from, from + x.shape.channels,
            result.pixel(0, static_cast<int>(i) * kh + tap.ky, static_cast<int>(j) * kw + tap.kx));
      });
    }
  }
  return result;
}

core::Layer side_by_side(const core::Layer& layer) {
  core::Layer result = layer;
  result.strides = layer.kernel;
  result.dilations = {1, 1};
  result.padding = core::Padding::valid;
  return result;
}

StageSamples point_samples(const StageSource& s, int b, Sampling at) {
  const std::int64_t window =
      static_cast<std::int64_t>(s.layer.kernel.area()) * s.x->shape.channels;
  while (at.size().area() * window > kMostWindowFloats && at.size().area() > 1) at.reduction *= 2;
  const std::vector<int> rows = block_middles(at.region.top, at.region.height, at.reduction);
  const std::vector<int> columns = block_middles(at.region.left, at.region.width, at.reduction);
  const core::Tensor x = windows(*s.x, b, s.layer, rows, columns);
  const core::Layer layer = side_by_side(s.layer);
  const core::Separable both = core::fast::separable_conv2d(x, s.filters, layer);
  StageSamples result{{stage_shape(s, both.z.shape.channels), b, at, planar(both.z)},
                      {stage_shape(s, both.y.shape.channels), b, at, planar(both.y)},
                      {}};
  if (has_standard(s)) {
    const core::Tensor standard = standard_of(x, s, layer);
    result.standard = {stage_shape(s, standard.shape.channels), b, at, planar(standard)};
  }
  return result;
}

std::optional<StageSamples> mean_samples(const StageSource& s, int b, const Sampling& at,
                                         const Watch& watch) {
  const core::Shape z_shape = core::depthwise_output_shape(s.layer, s.x->shape);
  const core::Shape y_shape = core::output_shape(s.layer, s.x->shape);
  const std::int64_t row_floats =
      static_cast<std::int64_t>(at.region.width) * (z_shape.channels + y_shape.channels);
  const int height = static_cast<int>(std::clamp<std::int64_t>(
      kBandFloats / std::max<std::int64_t>(row_floats, 1), 1, at.region.height));
  paint::PixelRegion band = at.region;
  band.height = height;
  Bands bands(s, band);
  BlockSums z(z_shape, b, at);
  BlockSums y(y_shape, b, at);
  std::optional<BlockSums> standard;
  if (has_standard(s)) standard.emplace(y_shape, b, at);
  for (int next = 0; next < at.region.height; next += height) {
    if (watch.stopped()) return std::nullopt;
    if (watch.done) *watch.done = static_cast<float>(next) / static_cast<float>(at.region.height);
    // The last band is as high as the others and begins among rows that are already counted.
    const int first = std::min(next, at.region.height - height);
    band.top = at.region.top + first;
    bands.run(b, band, watch.stop);
    for (int row = next - first; row < height; ++row) {
      z.add_row(first + row, bands.z().pixel(0, row, 0));
      y.add_row(first + row, bands.y().pixel(0, row, 0));
      if (standard) standard->add_row(first + row, bands.standard().pixel(0, row, 0));
    }
  }
  if (watch.stopped()) return std::nullopt;
  return StageSamples{std::move(z).means(), std::move(y).means(),
                      standard ? std::move(*standard).means() : Samples{}};
}

Samples mean_samples(const core::Tensor& tensor, int b, const Sampling& at) {
  BlockSums sums(tensor.shape, b, at);
  for (int row = 0; row < at.region.height; ++row)
    sums.add_row(row, tensor.pixel(b, at.region.top + row, at.region.left));
  return std::move(sums).means();
}

std::vector<float> block_means(const core::Tensor& tensor, int b, int channel, const Sampling& at) {
  const core::Extent size = at.size();
  const auto [left, top, width, height] = at.region;
  const auto channels = static_cast<std::size_t>(tensor.shape.channels);
  std::vector<float> means(static_cast<std::size_t>(size.area()));
  for (int row = 0; row < height; ++row) {
    const float* value = tensor.pixel(b, top + row, left) + channel;
    float* sums = means.data() + static_cast<std::size_t>(row / at.reduction) * size.width;
    if (at.reduction == 1) {
      for (int i = 0; i < width; ++i, value += channels) sums[i] = *value;
      continue;
    }
    for (int from = 0; from < width; from += at.reduction, ++sums)
      for (int i = std::min(at.reduction, width - from); i > 0; --i, value += channels)
        *sums += *value;
  }
  if (at.reduction == 1) return means;
  for (int row = 0; row < size.height; ++row) {
    const int rows = std::min(at.reduction, height - row * at.reduction);
    for (int column = 0; column < size.width; ++column) {
      const int columns = std::min(at.reduction, width - column * at.reduction);
      means[static_cast<std::size_t>(row) * size.width + column] /=
          static_cast<float>(rows) * static_cast<float>(columns);
    }
  }
  return means;
}

}  // namespace twofold::model
