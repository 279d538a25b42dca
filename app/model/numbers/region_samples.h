// What a stage of a large picture looks like, computed without ever holding the stage: only the
// region that is seen, at the resolution at which it is seen.
//
// Two ways. `point_samples` takes one pixel of each block: quick, exact values, a first look.
// `mean_samples` (mean_sampling.h) computes every pixel of the region and keeps the blocks' means.
// Both go band after band, small enough for the cache, several threads at different bands.
#pragma once

#include <vector>

#include "app/model/numbers/samples.h"
#include "app/model/numbers/stage_source.h"

namespace twofold::model::inline numbers {

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

}  // namespace twofold::model::inline numbers
