// The means of a large picture's blocks, every pixel of the region computed, at one go or in
// pieces.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

#include "app/model/numbers/region_samples.h"
#include "core/separable.h"

namespace twofold::model::inline numbers {

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
                                          const Watch& watch,
                                          StagesAsked asked = StagesAsked::every_stage);

}  // namespace twofold::model::inline numbers
