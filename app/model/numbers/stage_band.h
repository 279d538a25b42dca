// The stages of a few rows of a large picture, computed by one thread; several bands of the same
// size by the same plans and in the same memory.
#pragma once

#include <optional>
#include <vector>

#include "app/model/numbers/region_samples.h"
#include "core/fast/chain_plan.h"

namespace twofold::model::inline numbers {

/// Where a band lies: which pixels of the picture its output has, and which its input.
struct BandPlace {
  int b = 0;
  std::vector<int> rows;        ///< of the output
  std::vector<int> columns;     ///< likewise
  std::vector<int> in_rows;     ///< of the input; those outside the picture are zeros
  std::vector<int> in_columns;  ///< likewise
};

class StageBand {
 public:
  /// For inputs of this shape, with the geometry of `layer` at the stage that reads windows.
  StageBand(const StageSource& source, const core::Layer& layer, const core::Shape& in,
            StagesAsked asked);

  /// What is computed from; to be filled before run().
  core::Tensor& x() { return x_; }
  void run(const BandPlace& at, const core::StopFlag* stop);

  /// By stage, then the standard convolution's; null where they are not asked for.
  std::vector<const core::Tensor*> stages() const;

 private:
  /// What the stages before the window made of places outside the picture is no zero.
  void clear_outside(const BandPlace& at);
  void add_input(const BandPlace& at);

  const StageSource& source_;
  StagesAsked asked_;
  core::Tensor x_;
  std::optional<core::fast::ChainPlan> before_;  ///< the stages before the window, if any
  core::fast::ChainPlan plan_;
  std::optional<core::fast::ChainPlan> standard_plan_;
  std::vector<core::Tensor> of_before_;
  std::vector<core::Tensor> results_;
  std::vector<core::Tensor> standard_;
};

}  // namespace twofold::model::inline numbers
