// The numbers behind the figures of these pages.
#include <fmt/format.h>

#include <algorithm>

#include "app/model/learning/learning_chart.h"
#include "core/equivalent.h"
#include "core/learn/fit.h"
#include "core/learn/student.h"

namespace twofold::model {
inline namespace learning {

std::string loss_csv(const std::vector<LossCurve>& curves) {
  std::string text = "step";
  std::size_t rows = 0;
  for (const LossCurve& curve : curves) {
    text +=
        fmt::format(",{} left,{} multiply-adds,{} seconds", curve.label, curve.label, curve.label);
    rows = std::max(rows, curve.losses.size());
  }
  text += '\n';
  for (std::size_t step = 0; step < rows; ++step) {
    text += std::to_string(step);
    const double steps = static_cast<double>(step);
    for (const LossCurve& curve : curves) {
      // A run that has diverged is over.
      text += step < curve.losses.size()
                  ? fmt::format(",{:.9g},{:.9g},{:.6g}", curve.losses[step],
                                steps * curve.macs_a_step, steps * curve.seconds_a_step)
                  : ",,,";
    }
    text += '\n';
  }
  return text;
}

std::string fit_csv(const FitCurve& fit) {
  std::string text = "multiplier,weights,cost over standard,missed\n";
  const int exact = core::exact_multiplier(fit.shape);
  for (int m = 1; m <= exact; ++m) {
    const std::int64_t weights = core::weight_count({m}, fit.shape);
    text += fmt::format("{},{},{:.9g},{:.9g}\n", m, weights,
                        static_cast<double>(weights) / static_cast<double>(fit.shape.count()),
                        core::kernel_error(fit.singular_values, m));
  }
  return text;
}

std::string singular_value_csv(const FitCurve& fit) {
  std::string text = "input channel,number,value\n";
  for (std::size_t q = 0; q < fit.singular_values.size(); ++q) {
    for (std::size_t r = 0; r < fit.singular_values[q].size(); ++r)
      text += fmt::format("{},{},{:.9g}\n", q, r + 1, fit.singular_values[q][r]);
  }
  return text;
}

}  // namespace learning
}  // namespace twofold::model
