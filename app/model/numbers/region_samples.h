// What a stage of a large picture looks like, computed without ever holding the stage: only the
// region that is seen, at the resolution at which it is seen.
//
// Two ways. `point_samples` takes one pixel of each block: quick, exact values, a first look.
// `mean_samples` computes every pixel of the region and keeps the blocks' means. Both go band after
// band, small enough for the cache, several threads at different bands.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/model/numbers/samples.h"
#include "app/model/state/stages.h"
#include "core/separable.h"

namespace twofold::model::inline numbers {

/// All that the values of the stages are made from.
struct StageSource {
  std::shared_ptr<const core::Tensor> x;
  Stages stages;
  Stages standard;  ///< what it is compared with; empty where that was not asked for

  bool has_standard() const { return !standard.folds.empty(); }
  /// The first stage that has the output's pixels: results from it on are sampled here. Those
  /// before it have the input's, and a source of their own.
  int first() const { return core::window_stage(stages.list); }
};

/// Whether single outputs of a list can be computed without the others.
bool can_part_outputs(const Stages& stages);

/// The same with these outputs only, at least one; of lists whose outputs can be parted.
Stages only_outputs(const Stages& stages, std::span<const int> outputs);
StageSource only_outputs(const StageSource& source, std::span<const int> outputs);

/// Samples of the stages at the same places. What was not asked for is empty.
struct RegionSamples {
  std::vector<Samples> stages;  ///< one for each stage of the list
  Samples standard;

  const Samples& output() const { return stages.back(); }
};

/// Which stages are sampled: the standard convolution's is if the source has it.
enum class StagesAsked { output, every_stage };

/// The pixel in the middle of each block. Takes a coarser reduction where the windows would need
/// more than some megabytes.
RegionSamples point_samples(const StageSource& source, int b, Sampling at,
                            StagesAsked asked = StagesAsked::every_stage);

/// Watches a long computation.
struct Watch {
  const core::StopFlag* stop = nullptr;
  std::atomic<float>* done = nullptr;  ///< share of the work, 0 to 1

  bool stopped() const { return stop && stop->load(std::memory_order_relaxed); }
};

/// No end of time.
inline constexpr std::chrono::milliseconds kForever = std::chrono::milliseconds::max();

/// The mean of each block, computed in pieces, so that frames can come between them.
class MeanSampling {
 public:
  MeanSampling(StageSource source, int b, const Sampling& at, StagesAsked asked);
  ~MeanSampling();
  MeanSampling(const MeanSampling&) = delete;
  MeanSampling& operator=(const MeanSampling&) = delete;

  /// Goes on by at least a piece, and then for `longest`. Returns whether there is more to do; not
  /// once it was stopped, and then nothing comes of it.
  bool go_on(const Watch& watch, std::chrono::milliseconds longest);

  /// All of it, once there is no more to do.
  RegionSamples finished() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same at one go; nothing if it was stopped.
std::optional<RegionSamples> mean_samples(const StageSource& source, int b, const Sampling& at,
                                         const Watch& watch, StagesAsked asked = StagesAsked::every_stage);

}  // namespace twofold::model::inline numbers
