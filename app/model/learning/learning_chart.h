// Pictures of what is lost and of how it is learned: loss over steps, multiply-adds or seconds;
// singular values; error and cost over the multiplier.
#pragma once

#include <string>
#include <vector>

#include "app/model/state/learning_look.h"
#include "app/paint/drawing.h"
#include "core/tensor.h"

namespace twofold::model {
inline namespace learning {

/// One student's way down.
struct LossCurve {
  std::string label;
  std::vector<double> losses;  ///< share of the target's energy before step 0, 1, ...
  double floor = 0;            ///< 0 for none to draw
  double macs_a_step = 1;
  double seconds_a_step = 1;
};

/// A figure, and how its plot maps values to pixels, so that a place can be pointed at.
struct LossChart {
  paint::Drawing drawing;
  paint::Axis x;
  paint::Axis y;  ///< logarithmic
};

/// All curves, each with its floor dashed and its name at its end. What is not finite or below a
/// millionth is not drawn.
LossChart loss_chart(const std::vector<LossCurve>& curves, LossAxis axis, paint::Spot size);

/// A kernel and the multiplier that is looked at.
struct FitCurve {
  core::FilterShape shape;
  std::vector<std::vector<double>> singular_values;
  int multiplier = 1;
};

/// The singular values of each input channel as bars, those that the multiplier keeps filled.
paint::Drawing singular_value_chart(const FitCurve& fit, paint::Spot size);

/// What is missed of the kernel, and the cost over that of the standard convolution, over m: two
/// lines on one scale of percents.
struct FitChart {
  paint::Drawing drawing;
  paint::Axis x;  ///< multiplier
  paint::Axis y;  ///< share
};
FitChart fit_chart(const FitCurve& fit, paint::Spot size);

/// A figure's numbers as comma-separated values, for whoever draws another.
std::string loss_csv(const std::vector<LossCurve>& curves);
std::string fit_csv(const FitCurve& fit);
std::string singular_value_csv(const FitCurve& fit);

}  // namespace learning
}  // namespace twofold::model
