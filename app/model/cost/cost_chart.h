// Pictures of the cost curves: ratio over one setting, both axes logarithmic where that makes equal
// factors equal distances.
#pragma once

#include "app/model/cost/cost_curves.h"
#include "app/paint/drawing.h"

namespace twofold::model::inline cost {

/// A figure, and how its plot maps a setting to a pixel, so that the dot can be dragged.
struct CurveChart {
  paint::Drawing drawing;
  paint::Axis x;  ///< setting
  paint::Axis y;  ///< ratio
  paint::Spot today;
};

/// The curve with its break-even, early TensorFlow's limit, and today's setting as a dot.
CurveChart curve_chart(const Curve& curve, paint::Spot size);

/// The whole setting nearest to a pixel, within the curve.
int setting_at(const CurveChart& chart, const Curve& curve, float pixel_x);

/// "channel_multiplier m", "kernel k × k", "out_channels K".
const char* axis_title(CurveAxis axis);

}  // namespace twofold::model::inline cost
