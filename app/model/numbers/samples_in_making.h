// What both ways of sampling a region share: the samples while they are made, and how a region is
// cut into bands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/numbers/region_samples.h"
#include "app/model/numbers/samples.h"

namespace twofold::model::inline numbers {

/// The settings of the stage that reads windows.
inline const core::Layer& layer_of(const StageSource& s) { return s.stages.stage(s.first()).layer; }

/// Rows of a band of which one takes `row_floats`, out of `rows`.
int band_height(std::int64_t row_floats, int rows);

/// How many threads can take part in `tasks` that need a band of so many floats each.
int band_count(std::int64_t tasks, std::int64_t floats);

/// Samples of all that is asked for: by stage, then the standard convolution's.
class SamplesInMaking {
 public:
  SamplesInMaking(const StageSource& s, int b, const Sampling& at, StagesAsked asked,
                  bool are_means);

  /// Of all that is asked for together.
  int channels() const;

  std::size_t size() const { return stages_.size(); }

  /// Visits what is asked for, with its number.
  template <class Visit>
  void for_each(Visit&& visit) {
    for (std::size_t i = 0; i < stages_.size(); ++i)
      if (stages_[i]) visit(i, *stages_[i]);
  }

  RegionSamples finished() &&;

 private:
  std::vector<std::optional<NewSamples>> stages_;
};

}  // namespace twofold::model::inline numbers
