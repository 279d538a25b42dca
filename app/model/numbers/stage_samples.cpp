#include "app/model/numbers/stage_samples.h"

#include <algorithm>

#include "app/model/numbers/block_means.h"
#include "app/model/numbers/stage_band.h"
#include "app/model/numbers/windows.h"
#include "core/fast/workers.h"
#include "core/taps.h"

namespace twofold::model::inline numbers {
namespace {

/// Floats that the windows of a first look may take.
constexpr std::int64_t kMostWindowFloats = std::int64_t{1} << 22;
/// Floats of all stages that a band should have: they stay in the cache.
constexpr std::int64_t kBandFloats = std::int64_t{1} << 18;
/// Floats of the bands of all threads: wide rows of many channels take more than a band should.
constexpr std::int64_t kAllBandsFloats = std::int64_t{1} << 24;

/// The middle of every block of one axis, `count` pixels from `first` on.
std::vector<int> block_middles(int first, int count, int reduction) {
  std::vector<int> middles;
  for (int block = 0; block < count; block += reduction)
    middles.push_back(first + std::min(block + reduction / 2, count - 1));
  return middles;
}

/// Rows of a band of which one takes `row_floats`, out of `rows`.
int band_height(std::int64_t row_floats, int rows) {
  return static_cast<int>(
      std::clamp<std::int64_t>(kBandFloats / std::max<std::int64_t>(row_floats, 1), 1, rows));
}

/// How many threads can take part in `tasks` that need a band of so many floats each.
int band_count(std::int64_t tasks, std::int64_t floats) {
  const std::int64_t affordable = kAllBandsFloats / std::max<std::int64_t>(floats, 1);
  return static_cast<int>(
      std::clamp<std::int64_t>(std::min(tasks, affordable), 1, core::fast::machine_threads()));
}

/// Where a band's windows begin in the picture, and how much they span.
struct Patch {
  int top = 0;
  int left = 0;
  core::Extent size;
};

/// The input that these output pixels read.
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

/// One row of a band to its place in the samples.
void put_row(const float* pixels, int row, NewSamples& samples) {
  const int channels = samples.channels();
  const int width = samples.width();
  for (int c = 0; c < channels; ++c) {
    float* to = samples.row(c, row);
    const float* from = pixels + c;
    for (int i = 0; i < width; ++i, from += channels) to[i] = *from;
  }
}

/// Samples of all the stages that are asked for: z, y, standard.
class Making {
 public:
  Making(const StageSource& s, int b, const Sampling& at, Sampled what, bool are_means) {
    const core::Shape z = core::depthwise_output_shape(s.layer, s.x->shape);
    const core::Shape y = core::output_shape(s.layer, s.x->shape);
    if (what == Sampled::both) stages_[0].emplace(z, b, at, are_means);
    stages_[1].emplace(y, b, at, are_means);
    if (s.has_standard()) stages_[2].emplace(y, b, at, are_means);
  }

  int channels() const {
    int sum = 0;
    for (const auto& stage : stages_) sum += stage ? stage->channels() : 0;
    return sum;
  }

  /// Visits the stages that are asked for, with their numbers.
  template <class Visit>
  void for_each(Visit&& visit) {
    for (std::size_t i = 0; i < stages_.size(); ++i)
      if (stages_[i]) visit(i, *stages_[i]);
  }

  StageSamples finished() && {
    std::array<Samples, 3> done;
    for_each([&](std::size_t i, NewSamples& stage) { done[i] = std::move(stage).finished(); });
    return {std::move(done[0]), std::move(done[1]), std::move(done[2])};
  }

 private:
  std::array<std::optional<NewSamples>, 3> stages_;
};

/// These columns of a filter's last axis.
core::Filter only_outputs(const core::Filter& filter, std::span<const int> outputs) {
  core::FilterShape shape = filter.shape;
  shape.out = static_cast<int>(outputs.size());
  core::Filter result(shape);
  std::size_t next = 0;
  for (std::size_t first = 0; first < filter.values.size();
       first += static_cast<std::size_t>(filter.shape.out))
    for (const int k : outputs)
      result.values[next++] = filter.values[first + static_cast<std::size_t>(k)];
  return result;
}

/// The means of a picture's blocks, by one thread.
class MeansBand {
 public:
  MeansBand(const StageSource& s, const Sampling& at, int height, Sampled what, Making& making)
      : s_(s),
        region_(at.region),
        height_(height),
        layer_(core::without_padding(s.layer)),
        band_(s, layer_, input_shape(s, at, height), what) {
    making.for_each([&](std::size_t i, NewSamples& samples) { means_[i].emplace(samples, at); });
  }

  /// Takes in rows [next, past) of the region, from the first of a row of blocks on.
  void add_rows(int b, int next, int past, const Watch& watch) {
    for (; next < past && !watch.stopped(); next += height_) {
      // The last band is as high as the others and begins among rows that are already counted.
      const int first = std::min(next, region_.height - height_);
      paint::PixelRegion rows = region_;
      rows.top += first;
      rows.height = height_;
      cut_out(*s_.x, b, patch_of(s_.layer, s_.x->shape, rows), band_.x());
      band_.run(watch.stop);
      for (std::size_t i = 0; i < means_.size(); ++i) {
        if (!means_[i]) continue;
        for (int row = next; row < std::min(first + height_, past); ++row)
          means_[i]->add_row(row, band_.stages()[i]->pixel(0, row - first, 0));
      }
    }
  }

 private:
  static core::Shape input_shape(const StageSource& s, const Sampling& at, int height) {
    const core::Extent size = patch_of(s.layer, s.x->shape, {0, 0, at.region.width, height}).size;
    return {1, size.height, size.width, s.x->shape.channels};
  }

  const StageSource& s_;
  paint::PixelRegion region_;
  int height_;
  core::Layer layer_;
  StageBand band_;
  std::array<std::optional<BlockMeans>, 3> means_;
};

}  // namespace

StageSource only_outputs(const StageSource& source, std::span<const int> outputs) {
  StageSource result{source.x, source.layer, source.filters, source.collapsed};
  result.layer.out_channels = static_cast<int>(outputs.size());
  result.filters.pointwise = only_outputs(source.filters.pointwise, outputs);
  result.filters.bias.clear();
  if (!source.filters.bias.empty())
    for (const int k : outputs)
      result.filters.bias.push_back(source.filters.bias[static_cast<std::size_t>(k)]);
  if (source.has_standard()) result.collapsed = only_outputs(source.collapsed, outputs);
  return result;
}

StageSamples point_samples(const StageSource& s, int b, Sampling at, Sampled what) {
  const int window = s.layer.kernel.area() * s.x->shape.channels;
  while (static_cast<std::int64_t>(at.size().area()) * window > kMostWindowFloats &&
         at.size().area() > 1)
    at.reduction *= 2;
  const std::vector<int> rows = block_middles(at.region.top, at.region.height, at.reduction);
  const std::vector<int> columns = block_middles(at.region.left, at.region.width, at.reduction);
  const core::Extent size = at.size();
  Making making(s, b, at, what, false);
  const std::int64_t row_floats =
      static_cast<std::int64_t>(size.width) * (window + making.channels());
  const int height = band_height(row_floats, size.height);
  const int tasks = (size.height + height - 1) / height;
  const core::Shape in{1, height * s.layer.kernel.height, size.width * s.layer.kernel.width,
                       s.x->shape.channels};
  // Made here and not by the threads: whoever called hears of too little memory.
  std::vector<StageBand> bands;
  for (int i = band_count(tasks, row_floats * height); i > 0; --i)
    bands.emplace_back(s, side_by_side(s.layer), in, what);
  const core::fast::Workers workers(static_cast<int>(bands.size()));
  workers.run(tasks, nullptr, [&](int slot, std::int64_t number) {
    StageBand& band = bands[static_cast<std::size_t>(slot)];
    // The last band is as high as the others and begins among another one's rows.
    const int next = static_cast<int>(number) * height;
    const int first = std::min(next, size.height - height);
    fill_windows(
        *s.x, b, s.layer,
        std::span(rows).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(height)),
        columns, band.x());
    band.run(nullptr);
    making.for_each([&](std::size_t i, NewSamples& samples) {
      for (int row = next; row < first + height; ++row)
        put_row(band.stages()[i]->pixel(0, row - first, 0), row, samples);
    });
  });
  return std::move(making).finished();
}

std::optional<StageSamples> mean_samples(const StageSource& s, int b, const Sampling& at,
                                         const Watch& watch, Sampled what) {
  Making making(s, b, at, what, true);
  const int all_rows = at.region.height;
  const std::int64_t row_floats = static_cast<std::int64_t>(at.region.width) * making.channels();
  const int fitting = band_height(row_floats, all_rows);
  // Whole rows of blocks for a thread, so that no two add to one block.
  const int rows = std::max(fitting / at.reduction, 1) * at.reduction;
  const int height = std::min(fitting, rows);
  const int tasks = (all_rows + rows - 1) / rows;
  std::vector<MeansBand> bands;
  for (int i = band_count(tasks, row_floats * height); i > 0; --i)
    bands.emplace_back(s, at, height, what, making);
  const core::fast::Workers workers(static_cast<int>(bands.size()));
  std::atomic<int> rows_done = 0;
  workers.run(tasks, watch.stop, [&](int slot, std::int64_t number) {
    const int first = static_cast<int>(number) * rows;
    const int past = std::min(first + rows, all_rows);
    bands[static_cast<std::size_t>(slot)].add_rows(b, first, past, watch);
    rows_done += past - first;
    if (watch.done && !watch.stopped())
      *watch.done = static_cast<float>(rows_done) / static_cast<float>(all_rows);
  });
  if (watch.stopped()) return std::nullopt;
  return std::move(making).finished();
}

}  // namespace twofold::model::inline numbers
