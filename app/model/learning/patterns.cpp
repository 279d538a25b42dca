#include "app/model/learning/patterns.h"

#include <algorithm>
#include <cmath>

#include "core/equivalent.h"
#include "core/learn/fit.h"

namespace twofold::model {
inline namespace learning {

int rank_of(const core::Filter& w) {
  const auto values = core::singular_values(w);
  const int exact = core::exact_multiplier(w.shape);
  int m = 1;
  while (m < exact && core::kernel_error(values, m) > 0) ++m;
  return m;
}

std::array<double, 2> patterns_of(const core::Filter& w) {
  const auto all_finite = [](float value) { return std::isfinite(value); };
  if (!std::all_of(w.values.begin(), w.values.end(), all_finite)) return {};
  const auto values = core::singular_values(w);
  const auto kept = [&](int m) {
    const double missed = core::kernel_error(values, m);
    return 1 - missed * missed;
  };
  return {kept(1), kept(2)};
}

}  // namespace learning
}  // namespace twofold::model
