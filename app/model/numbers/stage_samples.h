// What a stage of a large picture looks like, computed without ever holding the stage: only the
// region that is seen, at the resolution at which it is seen.
//
// Two ways. `point_samples` takes one pixel of each block: quick, exact values, a first look.
// `mean_samples` computes every pixel of the region and keeps the blocks' means. Both go band after
// band, small enough for the cache, several threads at different bands.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>

#include "app/model/numbers/samples.h"
#include "core/separable.h"

namespace twofold::model::inline numbers {

/// All that the values of the stages are made from.
struct StageSource {
  std::shared_ptr<const core::Tensor> x;
  core::Layer layer;
  core::Filters filters;
  core::Filter collapsed;  ///< empty where the standard convolution was not asked for

  bool has_standard() const { return !collapsed.values.empty(); }
};

/// The same with these outputs only, at least one.
StageSource only_outputs(const StageSource& source, std::span<const int> outputs);

/// Which stages are sampled beside the output; the standard convolution's if the source has it.
enum class Sampled { output, both };

/// Samples of the stages at the same places; `z` is empty if it was not asked for, `standard`
/// without a collapsed filter.
struct StageSamples {
  Samples z;
  Samples y;
  Samples standard;
};

/// The pixel in the middle of each block. Takes a coarser reduction where the windows would need
/// more than some megabytes.
StageSamples point_samples(const StageSource& source, int b, Sampling at,
                           Sampled what = Sampled::both);

/// Watches a long computation.
struct Watch {
  const core::StopFlag* stop = nullptr;
  std::atomic<float>* done = nullptr;  ///< share of the work, 0 to 1

  bool stopped() const { return stop && stop->load(std::memory_order_relaxed); }
};

/// The mean of each block; nothing if it was stopped.
std::optional<StageSamples> mean_samples(const StageSource& source, int b, const Sampling& at,
                                         const Watch& watch, Sampled what = Sampled::both);

}  // namespace twofold::model::inline numbers
