// The stages of a few rows of a large picture, computed by one thread; several bands of the same
// size by the same plans and in the same memory.
#pragma once

#include <array>
#include <optional>

#include "app/model/numbers/stage_samples.h"
#include "core/fast/plan.h"

namespace twofold::model::inline numbers {

class StageBand {
 public:
  /// For inputs of this shape, with `layer` instead of the source's.
  StageBand(const StageSource& source, const core::Layer& layer, const core::Shape& in,
            Sampled what);

  /// What is computed from; to be filled before run().
  core::Tensor& x() { return x_; }
  void run(const core::StopFlag* stop);

  /// z, y and standard; empty where they are not asked for.
  std::array<const core::Tensor*, 3> stages() const { return {&both_.z, &both_.y, &standard_}; }

 private:
  const StageSource& source_;
  core::Tensor x_;
  core::Separable both_;
  core::Tensor standard_;
  core::fast::Plan plan_;
  std::optional<core::fast::Plan> standard_plan_;
};

}  // namespace twofold::model::inline numbers
