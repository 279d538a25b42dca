// Ratio separable : standard as one setting of the layer runs and the others stay: where it crosses
// 1 is the break-even. Plain numbers; cost_chart.h makes pictures of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/cost.h"

namespace twofold::model::inline cost {

/// The setting that runs along a curve.
enum class CurveAxis { multiplier, kernel, out_channels };

struct Curve {
  struct Point {
    int setting = 1;  ///< multiplier, side of a square kernel, or out_channels
    double ratio = 0;
  };
  CurveAxis axis = CurveAxis::multiplier;
  core::Layer layer;  ///< the one whose setting runs
  std::vector<Point> points;
  double today = 1;        ///< of the layer; for a kernel that is not square the root of its area
  double today_ratio = 0;  ///< of the layer as it is
  /// Where the ratio is 1; nothing where it never is.
  std::optional<double> break_even;
  /// The setting at which in_channels * channel_multiplier == out_channels: early TensorFlow
  /// refused larger multipliers (fewer outputs). Not on the kernel's axis.
  std::optional<double> early_limit;
};

/// The ratio at a setting that need not be whole.
double ratio_at(CurveAxis axis, const core::Layer& layer, double setting);

/// multiplier 1..32, kernel 1..11, out_channels 1..64; further where the layer itself is.
Curve cost_curve(CurveAxis axis, const core::Layer& layer, int in_channels);

/// The layer with the setting changed; a kernel becomes square.
core::Layer with_setting(CurveAxis axis, core::Layer layer, int setting);

}  // namespace twofold::model::inline cost
