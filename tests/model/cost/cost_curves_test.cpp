#include "app/model/cost/cost_curves.h"

#include "app/model/cost/cost_chart.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

core::Layer layer(int m, int outputs) {
  core::Layer l;
  l.channel_multiplier = m;
  l.out_channels = outputs;
  return l;
}

constexpr CurveAxis kAxes[] = {CurveAxis::multiplier, CurveAxis::kernel, CurveAxis::out_channels};

}  // namespace

TEST_CASE("every point of a curve is core::cost's ratio at that setting") {
  const core::Shape in{1, 20, 20, 3};
  const core::Layer l = layer(2, 8);
  for (const CurveAxis axis : kAxes) {
    for (const Curve::Point& point : cost_curve(axis, l, 3).points) {
      const core::Cost cost = core::cost(with_setting(axis, l, point.setting), in);
      CHECK(point.ratio == Approx(cost.ratio));
    }
  }
}

TEST_CASE("the ratio is 1 at the break-even of every axis") {
  const core::Layer l = layer(4, 16);
  for (const CurveAxis axis : kAxes) {
    const Curve curve = cost_curve(axis, l, 3);
    REQUIRE(curve.break_even);
    CHECK(ratio_at(axis, l, *curve.break_even) == Approx(1));
  }
  CHECK(*cost_curve(CurveAxis::multiplier, layer(1, 3), 3).break_even == Approx(2.25));
}

TEST_CASE("where no kernel and no number of outputs pays there is no break-even") {
  CHECK_FALSE(cost_curve(CurveAxis::kernel, layer(8, 8), 3).break_even);
  CHECK_FALSE(cost_curve(CurveAxis::out_channels, layer(9, 8), 3).break_even);
}

TEST_CASE("early TensorFlow's limit is in_channels * m = out_channels, another line") {
  CHECK(*cost_curve(CurveAxis::multiplier, layer(1, 12), 3).early_limit == 4);
  CHECK(*cost_curve(CurveAxis::out_channels, layer(2, 12), 3).early_limit == 6);
  CHECK_FALSE(cost_curve(CurveAxis::kernel, layer(2, 12), 3).early_limit);
}

TEST_CASE("a curve reaches as far as the layer itself") {
  CHECK(cost_curve(CurveAxis::multiplier, layer(40, 3), 3).points.back().setting >= 40);
  CHECK(cost_curve(CurveAxis::out_channels, layer(1, 512), 3).points.back().setting == 512);
}

TEST_CASE("a pixel of the chart leads back to the setting that was drawn there") {
  for (const CurveAxis axis : kAxes) {
    const Curve curve = cost_curve(axis, layer(2, 8), 3);
    const CurveChart chart = curve_chart(curve, {400, 300});
    for (const Curve::Point& point : curve.points)
      CHECK(setting_at(chart, curve, chart.x.pixel(point.setting)) == point.setting);
    CHECK(setting_at(chart, curve, -1000) == 1);
    CHECK(setting_at(chart, curve, 1e6f) == curve.points.back().setting);
  }
}
