// The stages of a large picture, of which only what is looked at is kept. Channels that keep their
// values are handed on from an earlier evaluation, planes and all; only the others are sampled.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "app/model/numbers/kept_channels.h"
#include "app/model/numbers/mean_sampling.h"
#include "app/model/numbers/stage_tensor.h"

namespace twofold::model::inline numbers {

/// What a list makes; null where it is not sampled here, or was not asked for.
struct SampledStages {
  std::vector<SharedTensor> stages;  ///< one for each stage
  SharedTensor standard;
  SharedTensor difference;
};

/// Stages that were sampled before, over the same x.
struct EarlierStages {
  const Stages* of = nullptr;  ///< null: there are none
  SampledStages stages;
};

class StageSampler {
 public:
  /// Samples picture b as `at` says. What `earlier` points to is read in here only.
  StageSampler(std::shared_ptr<const StageSource> source, int b, const Sampling& at,
               const EarlierStages& earlier);

  /// Multiply-adds and values that means() has to compute.
  std::int64_t work() const;

  /// Single pixels for what is to be sampled, coarser where there are more than `most_pixels`. What
  /// does not change is not coarse for a moment either.
  SampledStages first_look(std::int64_t most_pixels) const;

  /// Goes on with the means for about this long (MeanSampling::go_on); whether there is more to do.
  bool go_on(const Watch& watch, std::chrono::milliseconds longest);
  /// The means, once there is no more to do.
  SampledStages means();

 private:
  /// The earlier channel that each channel is taken over from, or -1.
  using From = std::vector<int>;

  bool is_earlier_good(const SharedTensor& stage, int channel) const;
  SharedTensor earlier_of(int stage) const;
  int last() const { return source_->stages.count() - 1; }
  StagesAsked asked() const {
    return has_new_before_ ? StagesAsked::every_stage : StagesAsked::output;
  }
  bool is_all_kept() const { return !has_new_before_ && new_outputs_.empty(); }
  StageSource needed() const;
  SampledStages stages(const RegionSamples& seen) const;
  SharedTensor stage(const StageOf& of, const From& from, const SharedTensor& earlier,
                     const Samples& seen, const Samples& probe) const;

  std::shared_ptr<const StageSource> source_;
  int b_;
  Sampling at_;
  SampledStages earlier_;
  std::vector<core::Shape> shapes_;  ///< of all results
  std::vector<From> from_;           ///< by stage; the last also of standard and difference
  bool has_new_before_ = false;      ///< of the stages before the last
  bool parts_outputs_ = false;
  std::vector<int> new_outputs_;
  std::unique_ptr<MeanSampling> sampling_;  ///< once it has begun
};

}  // namespace twofold::model::inline numbers
