#pragma once

#include "app/model/numbers/samples.h"

namespace twofold::tests {

/// The values of all channels, one after another.
inline std::vector<float> values_of(const model::Samples& samples) {
  std::vector<float> values;
  for (const auto& plane : samples.planes)
    values.insert(values.end(), plane->values.begin(), plane->values.end());
  return values;
}

/// Whether every channel was sampled so.
inline bool all_sampled(const model::Samples& samples, const model::Sampling& at) {
  for (const auto& plane : samples.planes)
    if (plane->at != at) return false;
  return !samples.planes.empty();
}

}  // namespace twofold::tests
