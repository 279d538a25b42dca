#include "app/model/numbers/mean_sampling.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "app/model/numbers/block_means.h"
#include "app/model/numbers/samples_in_making.h"
#include "app/model/numbers/stage_band.h"
#include "core/fast/threads/workers.h"
#include "core/taps.h"

namespace twofold::model::inline numbers {
namespace {

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

/// From `first` on, `count` numbers.
std::vector<int> run_of(int first, int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

}  // namespace

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
