#include "app/model/numbers/samples_in_making.h"

#include <algorithm>
#include <utility>

#include "core/fast/threads/workers.h"

namespace twofold::model::inline numbers {
namespace {

/// Floats of all stages that a band should have: they stay in the cache.
constexpr std::int64_t kBandFloats = std::int64_t{1} << 18;
/// Floats of the bands of all threads: wide rows of many channels take more than a band should.
constexpr std::int64_t kAllBandsFloats = std::int64_t{1} << 24;

}  // namespace

int band_height(std::int64_t row_floats, int rows) {
  return static_cast<int>(
      std::clamp<std::int64_t>(kBandFloats / std::max<std::int64_t>(row_floats, 1), 1, rows));
}

int band_count(std::int64_t tasks, std::int64_t floats) {
  const std::int64_t affordable = kAllBandsFloats / std::max<std::int64_t>(floats, 1);
  return static_cast<int>(
      std::clamp<std::int64_t>(std::min(tasks, affordable), 1, core::fast::machine_threads()));
}

SamplesInMaking::SamplesInMaking(const StageSource& s, int b, const Sampling& at, StagesAsked asked,
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

int SamplesInMaking::channels() const {
  int sum = 0;
  for (const auto& stage : stages_) sum += stage ? stage->channels() : 0;
  return sum;
}

RegionSamples SamplesInMaking::finished() && {
  std::vector<Samples> done(stages_.size());
  for_each([&](std::size_t i, NewSamples& stage) { done[i] = std::move(stage).finished(); });
  Samples standard = std::move(done.back());
  done.pop_back();
  return {std::move(done), std::move(standard)};
}

}  // namespace twofold::model::inline numbers
