#include "app/model/numbers/region_samples.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "app/model/numbers/block_means.h"
#include "app/model/numbers/stage_band.h"
#include "app/model/numbers/windows.h"
#include "core/fast/threads/workers.h"
#include "core/taps.h"

namespace twofold::model::inline numbers {
namespace {

/// Floats that the windows of a first look may take.
constexpr std::int64_t kMostWindowFloats = std::int64_t{1} << 22;
/// Floats of all stages that a band should have: they stay in the cache.
constexpr std::int64_t kBandFloats = std::int64_t{1} << 18;
/// Floats of the bands of all threads: wide rows of many channels take more than a band should.
constexpr std::int64_t kAllBandsFloats = std::int64_t{1} << 24;

/// The settings of the stage that reads windows.
const core::Layer& layer_of(const StageSource& s) { return s.stages.stage(s.first()).layer; }

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

/// Samples of all that is asked for: by stage, then the standard convolution's.
class SamplesInMaking {
 public:
  SamplesInMaking(const StageSource& s, int b, const Sampling& at, StagesAsked asked,
                  bool are_means) {
    const std::vector<core::Shape> shapes = core::result_shapes(s.stages.list, s.x->shape);
    const int count = s.stages.count();
    stages_.resize(static_cast<std::size_t>(count) + 1);
    for (int i = s.first(); i < count; ++i)
      if (asked == StagesAsked::every_stage || i + 1 == count)
        stages_[static_cast<std::size_t>(i)].emplace(shapes[static_cast<std::size_t>(i) + 1], b, at,
                                                     are_means);
    if (s.has_standard()) stages_.back().emplace(shapes.back(), b, at, are_means);
  }

  int channels() const {
    int sum = 0;
    for (const auto& stage : stages_) sum += stage ? stage->channels() : 0;
    return sum;
  }

  std::size_t size() const { return stages_.size(); }

  /// Visits what is asked for, with its number.
  template <class Visit>
  void for_each(Visit&& visit) {
    for (std::size_t i = 0; i < stages_.size(); ++i)
      if (stages_[i]) visit(i, *stages_[i]);
  }

  RegionSamples finished() && {
    std::vector<Samples> done(stages_.size());
    for_each([&](std::size_t i, NewSamples& stage) { done[i] = std::move(stage).finished(); });
    Samples standard = std::move(done.back());
    done.pop_back();
    return {std::move(done), std::move(standard)};
  }

 private:
  std::vector<std::optional<NewSamples>> stages_;
};

/// These outputs of a fold.
core::Fold only_outputs(const core::Fold& fold, std::span<const int> outputs) {
  core::FilterShape shape = fold.filter.shape;
  shape.out = static_cast<int>(outputs.size());
  core::Fold result;
  result.filter = core::Filter(shape);
  std::size_t next = 0;
  for (std::size_t first = 0; first < fold.filter.values.size();
       first += static_cast<std::size_t>(fold.filter.shape.out))
    for (const int k : outputs)
      result.filter.values[next++] = fold.filter.values[first + static_cast<std::size_t>(k)];
  for (const auto member : {&core::Fold::bias, &core::Fold::scale, &core::Fold::shift})
    if (const std::vector<float>& all = fold.*member; !all.empty())
      for (const int k : outputs) (result.*member).push_back(all[static_cast<std::size_t>(k)]);
  return result;
}

/// From `first` on, `count` numbers.
std::vector<int> run_of(int first, int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

/// The input rows (or columns) of the windows of these output ones, side by side.
std::vector<int> tapped(std::span<const int> outputs, int kernel, int stride, int dilation,
                        int pad) {
  std::vector<int> inputs;
  for (const int o : outputs)
    for (int k = 0; k < kernel; ++k)
      inputs.push_back(core::input_index(o, k, stride, dilation, pad));
  return inputs;
}

/// The means of a picture's blocks, by one thread.
class MeansBand {
 public:
  MeansBand(const StageSource& s, const Sampling& at, int height, StagesAsked asked,
            SamplesInMaking& making)
      : s_(s),
        region_(at.region),
        height_(height),
        layer_(core::without_padding(layer_of(s))),
        band_(s, layer_, input_shape(s, at, height), asked),
        means_(making.size()) {
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
      const Patch patch = patch_of(layer_of(s_), s_.x->shape, rows);
      cut_out(*s_.x, b, patch, band_.x());
      band_.run({b, run_of(rows.top, rows.height), run_of(rows.left, rows.width),
                 run_of(patch.top, patch.size.height), run_of(patch.left, patch.size.width)},
                watch.stop);
      const std::vector<const core::Tensor*> stages = band_.stages();
      for (std::size_t i = 0; i < means_.size(); ++i) {
        if (!means_[i]) continue;
        for (int row = next; row < std::min(first + height_, past); ++row)
          means_[i]->add_row(row, stages[i]->pixel(0, row - first, 0));
      }
    }
  }

 private:
  static core::Shape input_shape(const StageSource& s, const Sampling& at, int height) {
    const core::Extent size =
        patch_of(layer_of(s), s.x->shape, {0, 0, at.region.width, height}).size;
    return {1, size.height, size.width, s.x->shape.channels};
  }

  const StageSource& s_;
  paint::PixelRegion region_;
  int height_;
  core::Layer layer_;
  StageBand band_;
  std::vector<std::optional<BlockMeans>> means_;
};

}  // namespace

bool can_part_outputs(const Stages& stages) {
  const core::Stage& last = stages.list.stages.back();
  const bool sums_over_all =
      last.operation == core::Operation::pointwise || last.operation == core::Operation::standard;
  return sums_over_all && !last.adds && last.after.normalisation != core::Normalisation::pixel;
}

Stages only_outputs(const Stages& stages, std::span<const int> outputs) {
  assert(can_part_outputs(stages) && "each output must be a sum of its own");
  Stages result = stages;
  result.list.stages.back().layer.out_channels = static_cast<int>(outputs.size());
  result.folds.back() = only_outputs(stages.folds.back(), outputs);
  return result;
}

StageSource only_outputs(const StageSource& source, std::span<const int> outputs) {
  return {source.x, only_outputs(source.stages, outputs),
          source.has_standard() ? only_outputs(source.standard, outputs) : Stages{}};
}

RegionSamples point_samples(const StageSource& s, int b, Sampling at, StagesAsked asked) {
  const core::Layer& layer = layer_of(s);
  const std::int64_t window = layer.kernel.area() * s.x->shape.channels;
  while (static_cast<std::int64_t>(at.size().area()) * window > kMostWindowFloats &&
         at.size().area() > 1)
    at.reduction *= 2;
  const std::vector<int> rows = block_middles(at.region.top, at.region.height, at.reduction);
  const std::vector<int> columns = block_middles(at.region.left, at.region.width, at.reduction);
  const core::Extent size = at.size();
  SamplesInMaking making(s, b, at, asked, false);
  const std::int64_t row_floats =
      static_cast<std::int64_t>(size.width) * (window + making.channels());
  const int height = band_height(row_floats, size.height);
  const int tasks = (size.height + height - 1) / height;
  const core::Shape in{1, height * layer.kernel.height, size.width * layer.kernel.width,
                       s.x->shape.channels};
  // Made here and not by the threads: whoever called hears of too little memory.
  std::vector<StageBand> bands;
  for (int i = band_count(tasks, row_floats * height); i > 0; --i)
    bands.emplace_back(s, side_by_side(layer), in, asked);
  const core::fast::Workers workers(static_cast<int>(bands.size()));
  workers.run(tasks, nullptr, [&](int slot, std::int64_t number) {
    StageBand& band = bands[static_cast<std::size_t>(slot)];
    // The last band is as high as the others and begins among another one's rows.
    const int next = static_cast<int>(number) * height;
    const int first = std::min(next, size.height - height);
    const std::span<const int> own =
        std::span(rows).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(height));
    fill_windows(*s.x, b, layer, own, columns, band.x());
    const core::Pads around = core::pads(layer, s.x->shape);
    band.run(
        {b,
         {own.begin(), own.end()},
         columns,
         tapped(own, layer.kernel.height, layer.strides.height, layer.dilations.height, around.top),
         tapped(columns, layer.kernel.width, layer.strides.width, layer.dilations.width,
                around.left)},
        nullptr);
    const std::vector<const core::Tensor*> stages = band.stages();
    making.for_each([&](std::size_t i, NewSamples& samples) {
      for (int row = next; row < first + height; ++row)
        put_row(stages[i]->pixel(0, row - first, 0), row, samples);
    });
  });
  return std::move(making).finished();
}

/// What is done so far, and what it is done with.
struct MeanSampling::State {
  State(StageSource of, int picture, const Sampling& at, StagesAsked asked)
      : source(std::move(of)),
        b(picture),
        all_rows(at.region.height),
        making(source, picture, at, asked, true) {
    const std::int64_t row_floats = static_cast<std::int64_t>(at.region.width) * making.channels();
    const int fitting = band_height(row_floats, all_rows);
    // Whole rows of blocks for a thread, so that no two add to one block.
    rows = std::max(fitting / at.reduction, 1) * at.reduction;
    const int height = std::min(fitting, rows);
    tasks = (all_rows + rows - 1) / rows;
    for (int i = band_count(tasks, row_floats * height); i > 0; --i)
      bands.emplace_back(source, at, height, asked, making);
  }

  StageSource source;
  int b;
  int all_rows;
  int rows = 1;   ///< of a task
  int tasks = 0;  ///< that there are
  int next = 0;   ///< that are done
  SamplesInMaking making;
  std::vector<MeansBand> bands;
};

MeanSampling::MeanSampling(StageSource source, int b, const Sampling& at, StagesAsked asked)
    : state_(std::make_unique<State>(std::move(source), b, at, asked)) {}

MeanSampling::~MeanSampling() = default;

bool MeanSampling::go_on(const Watch& watch, std::chrono::milliseconds longest) {
  using Clock = std::chrono::steady_clock;
  State& s = *state_;
  const Clock::time_point begin = Clock::now();
  const core::fast::Workers workers(static_cast<int>(s.bands.size()));
  std::atomic<int> rows_done = std::min(s.next * s.rows, s.all_rows);
  while (s.next < s.tasks && !watch.stopped()) {
    // Where nobody waits for a frame, threads meet as seldom as can be.
    const int count = longest == kForever
                          ? s.tasks - s.next
                          : std::min(s.tasks - s.next, std::max(1, workers.threads()));
    workers.run(count, watch.stop, [&](int slot, std::int64_t number) {
      const int first = (s.next + static_cast<int>(number)) * s.rows;
      const int past = std::min(first + s.rows, s.all_rows);
      s.bands[static_cast<std::size_t>(slot)].add_rows(s.b, first, past, watch);
      rows_done += past - first;
      if (watch.done && !watch.stopped())
        *watch.done = static_cast<float>(rows_done) / static_cast<float>(s.all_rows);
    });
    s.next += count;
    if (longest != kForever && Clock::now() - begin >= longest) break;
  }
  return s.next < s.tasks && !watch.stopped();
}

RegionSamples MeanSampling::finished() && { return std::move(state_->making).finished(); }

std::optional<RegionSamples> mean_samples(const StageSource& s, int b, const Sampling& at,
                                         const Watch& watch, StagesAsked asked) {
  MeanSampling sampling(s, b, at, asked);
  sampling.go_on(watch, kForever);
  if (watch.stopped()) return std::nullopt;
  return std::move(sampling).finished();
}

}  // namespace twofold::model::inline numbers
