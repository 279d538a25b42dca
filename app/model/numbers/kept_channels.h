// Which channels of a layer keep their values when its filters change: those are not painted anew.
// For two sets of filters over the same input, windows and sampling.
#pragma once

#include "core/separable.h"

namespace twofold::model::inline numbers {

class KeptChannels {
 public:
  /// `before` may be null: then nothing is kept. Both must outlive this.
  KeptChannels(const core::Filters* before, const core::Filters& now)
      : before_(before), now_(now) {}

  /// The intermediate channel of before whose values channel t of now has, or -1.
  int z(int t) const;

  /// Likewise for the outputs: one keeps its values when every intermediate that enters it does, by
  /// the same weight.
  int y(int k) const;

 private:
  const core::Filters* before_;
  const core::Filters& now_;
};

}  // namespace twofold::model::inline numbers
