#include "app/model/steps/slow_start.h"

#include <algorithm>
#include <cmath>

namespace twofold::model::inline steps {

double done_after_slow_start(double seconds, double left) {
  constexpr double kSlow = kSlowRate * kSlowSeconds;
  if (seconds <= kSlowSeconds || left <= kSlow) return std::min(kSlowRate * seconds, left + 1);
  const double share = (seconds - kSlowSeconds) / (kFullAfter - kSlowSeconds);
  return std::min(kSlow * std::pow(left / kSlow, share), left + 1);
}

}  // namespace twofold::model::inline steps
