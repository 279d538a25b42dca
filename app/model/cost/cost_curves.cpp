#include "app/model/cost/cost_curves.h"

#include <algorithm>
#include <cmath>

namespace twofold::model::inline cost {
namespace {

/// The numbers behind the ratio m * (1/K + 1/area).
struct Terms {
  double m, outputs, area;

  double ratio() const { return m * (1 / outputs + 1 / area); }
};

Terms terms(const core::Layer& layer) {
  return {static_cast<double>(layer.channel_multiplier), static_cast<double>(layer.out_channels),
          static_cast<double>(layer.kernel.area())};
}

int first_end(CurveAxis axis) {
  switch (axis) {
    case CurveAxis::multiplier: return 32;
    case CurveAxis::kernel: return 11;
    case CurveAxis::out_channels: return 64;
  }
  return 1;
}

double setting_of(CurveAxis axis, const Terms& t) {
  if (axis == CurveAxis::multiplier) return t.m;
  return axis == CurveAxis::kernel ? std::sqrt(t.area) : t.outputs;
}

/// Where m * (1/K + 1/area) is 1 along the axis.
std::optional<double> crossing(CurveAxis axis, const Terms& t) {
  if (axis == CurveAxis::multiplier) return t.area * t.outputs / (t.area + t.outputs);
  if (axis == CurveAxis::kernel) {
    if (t.outputs <= t.m) return std::nullopt;
    return std::sqrt(t.m * t.outputs / (t.outputs - t.m));
  }
  if (t.area <= t.m) return std::nullopt;
  return t.m * t.area / (t.area - t.m);
}

}  // namespace

double ratio_at(CurveAxis axis, const core::Layer& layer, double setting) {
  Terms t = terms(layer);
  if (axis == CurveAxis::multiplier) t.m = setting;
  if (axis == CurveAxis::kernel) t.area = setting * setting;
  if (axis == CurveAxis::out_channels) t.outputs = setting;
  return t.ratio();
}

Curve cost_curve(CurveAxis axis, const core::Layer& layer, int in_channels) {
  const Terms t = terms(layer);
  Curve curve;
  curve.axis = axis;
  curve.layer = layer;
  curve.today = setting_of(axis, t);
  curve.today_ratio = t.ratio();
  curve.break_even = crossing(axis, t);
  if (axis == CurveAxis::multiplier) curve.early_limit = t.outputs / in_channels;
  if (axis == CurveAxis::out_channels) curve.early_limit = t.m * in_channels;
  int end = first_end(axis);
  while (end < curve.today) end *= 2;
  for (int setting = 1; setting <= end; ++setting)
    curve.points.push_back({setting, ratio_at(axis, layer, setting)});
  return curve;
}

core::Layer with_setting(CurveAxis axis, core::Layer layer, int setting) {
  if (axis == CurveAxis::multiplier) layer.channel_multiplier = setting;
  if (axis == CurveAxis::kernel) layer.kernel = {setting, setting};
  if (axis == CurveAxis::out_channels) layer.out_channels = setting;
  return layer;
}

}  // namespace twofold::model::inline cost
