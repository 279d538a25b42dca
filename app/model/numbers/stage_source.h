// What the stages of a large picture are sampled from, and single outputs of it.
#pragma once

#include <memory>
#include <span>

#include "app/model/state/stages.h"
#include "core/tensor.h"

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

}  // namespace twofold::model::inline numbers
