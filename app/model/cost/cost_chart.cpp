#include "app/model/cost/cost_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twofold::model::inline cost {
namespace {

using paint::Anchor;
using paint::Face;
using paint::Ink;
using paint::Spot;

constexpr float kLeft = 54;
constexpr float kRight = 14;
constexpr float kTop = 34;
constexpr float kBottom = 40;

bool is_logarithmic(CurveAxis axis) { return axis != CurveAxis::kernel; }

/// The powers of two that hold all ratios of the curve, and 1 with room on both sides.
std::pair<double, double> ratio_range(const Curve& curve) {
  double least = curve.today_ratio;
  double most = curve.today_ratio;
  for (const Curve::Point& point : curve.points) {
    least = std::min(least, point.ratio);
    most = std::max(most, point.ratio);
  }
  return {std::min(0.5, std::exp2(std::floor(std::log2(least)))),
          std::max(2.0, std::exp2(std::ceil(std::log2(most))))};
}

std::string ratio_label(double ratio) {
  const double percent = ratio * 100;
  return percent < 10 ? fmt::format("{:.1f} %", percent) : fmt::format("{:.0f} %", percent);
}

void add_ratio_ticks(CurveChart& chart, float left, float right) {
  // Every second power of two where there are many, counted from 1.
  const int low = static_cast<int>(std::lround(std::log2(chart.y.from)));
  const int high = static_cast<int>(std::lround(std::log2(chart.y.to)));
  const int step = high - low > 6 ? 2 : 1;
  for (int power = low; power <= high; ++power) {
    if (power % step != 0) continue;
    const double ratio = std::exp2(power);
    const float y = chart.y.pixel(ratio);
    if (power != 0)
      chart.drawing.add(paint::PathMark{{{left, y}, {right, y}}, Ink::grid, 1, false});
    chart.drawing.add(
        paint::TextMark{{left - 6, y}, ratio_label(ratio), Ink::quiet, Anchor::end, Face::numbers});
  }
}

void add_setting_ticks(CurveChart& chart, const Curve& curve, float bottom) {
  const int end = curve.points.back().setting;
  const int doublings = static_cast<int>(std::ceil(std::log2(end)));
  const int factor = doublings > 8 ? 4 : 2;
  for (int setting = 1; setting <= end;) {
    const float x = chart.x.pixel(setting);
    chart.drawing.add(paint::PathMark{{{x, bottom}, {x, bottom + 4}}, Ink::grid, 1, false});
    chart.drawing.add(paint::TextMark{
        {x, bottom + 13}, std::to_string(setting), Ink::quiet, Anchor::middle, Face::numbers});
    setting = chart.x.logarithmic ? setting * factor : setting + 2;
  }
}

/// A dashed upright line with its name beside its upper end.
struct Upright {
  double setting;
  std::string words;
  Ink ink;
};

/// About as wide as the words are drawn.
float width_of(const std::string& words) { return 6.4f * static_cast<float>(words.size()); }

/// The lines from the left, each name in a row of its own; a line begins at its name, so that it
/// does not cross the names above.
void add_uprights(CurveChart& chart, std::vector<Upright> lines) {
  std::sort(lines.begin(), lines.end(),
            [](const Upright& a, const Upright& b) { return a.setting < b.setting; });
  float row = chart.y.pixel_to + 9;
  for (Upright& line : lines) {
    if (line.setting < chart.x.from || line.setting > chart.x.to) continue;
    const float x = chart.x.pixel(line.setting);
    chart.drawing.add(paint::PathMark{{{x, chart.y.pixel_from}, {x, row - 7}}, line.ink, 1, true});
    const bool to_the_left = x + 5 + width_of(line.words) > chart.x.pixel_to;
    chart.drawing.add(paint::TextMark{{x + (to_the_left ? -5.0f : 5.0f), row},
                                      std::move(line.words),
                                      line.ink,
                                      to_the_left ? Anchor::end : Anchor::start,
                                      Face::words});
    row += 17;
  }
}

void add_even_line(CurveChart& chart, float left, float right) {
  const float y = chart.y.pixel(1);
  chart.drawing.add(paint::BoxMark{{left, chart.y.pixel_to}, {right, y}, Ink::standard, 0.14f});
  chart.drawing.add(paint::PathMark{{{left, y}, {right, y}}, Ink::quiet, 1.5f, false});
  chart.drawing.add(paint::TextMark{
      {right - 4, y - 9}, "separable costs more", Ink::faint, Anchor::end, Face::words});
  chart.drawing.add(paint::TextMark{
      {right - 4, y + 10}, "separable costs less", Ink::faint, Anchor::end, Face::words});
}

void add_curve(CurveChart& chart, const Curve& curve) {
  paint::PathMark line{{}, Ink::text, 2, false};
  // Evenly over the plot, so that it is smooth also between the first whole settings.
  constexpr int kSteps = 96;
  for (int i = 0; i <= kSteps; ++i) {
    const float x = chart.x.pixel_from + (chart.x.pixel_to - chart.x.pixel_from) *
                                             static_cast<float>(i) / static_cast<float>(kSteps);
    const double ratio = ratio_at(curve.axis, curve.layer, chart.x.value(x));
    line.spots.push_back({x, chart.y.pixel(ratio)});
  }
  chart.drawing.add(std::move(line));
  if (curve.break_even && *curve.break_even >= chart.x.from && *curve.break_even <= chart.x.to)
    chart.drawing.add(
        paint::DotMark{{chart.x.pixel(*curve.break_even), chart.y.pixel(1)}, 3, Ink::text, true});
}

std::string break_even_words(const Curve& curve) {
  const char* name = curve.axis == CurveAxis::multiplier ? "m"
                     : curve.axis == CurveAxis::kernel   ? "k"
                                                         : "K";
  return fmt::format("break-even {} = {:.2f}", name, *curve.break_even);
}

/// Early TensorFlow's refusal; in a narrow figure in fewer letters.
std::string early_words(const Curve& curve, float width) {
  return fmt::format("early {} refused {} {:.4g}", width < 340 ? "TF" : "TensorFlow",
                     curve.axis == CurveAxis::multiplier ? "m >" : "K <", *curve.early_limit);
}

void add_today(CurveChart& chart, const Curve& curve) {
  chart.today = {chart.x.pixel(curve.today), chart.y.pixel(curve.today_ratio)};
  chart.drawing.add(paint::DotMark{chart.today, 6, Ink::accent, true});
  const bool to_the_left = chart.today.x > (chart.x.pixel_from + chart.x.pixel_to) / 2;
  // Below the line where the curve rises to the right, above it where it falls.
  const bool rises = curve.axis == CurveAxis::multiplier;
  const float dy = rises == to_the_left ? -14.0f : 14.0f;
  const float y = std::clamp(chart.today.y + dy, chart.y.pixel_to + 8, chart.y.pixel_from - 8);
  chart.drawing.add(paint::TextMark{{chart.today.x + (to_the_left ? -10.0f : 10.0f), y},
                                    ratio_label(curve.today_ratio),
                                    Ink::accent,
                                    to_the_left ? Anchor::end : Anchor::start,
                                    Face::numbers});
}

}  // namespace

const char* axis_title(CurveAxis axis) {
  switch (axis) {
    case CurveAxis::multiplier: return "channel_multiplier m";
    case CurveAxis::kernel: return "kernel k × k";
    case CurveAxis::out_channels: return "out_channels K";
  }
  return "";
}

namespace {

/// What the curve shows; in a narrow figure the axis alone says over what.
std::string chart_title(CurveAxis axis, float width) {
  const std::string whole = fmt::format("Separable : standard over {}", axis_title(axis));
  return 1.2f * width_of(whole) < width ? whole : "Separable : standard";
}

}  // namespace

CurveChart curve_chart(const Curve& curve, Spot size) {
  CurveChart chart;
  chart.drawing.width = size.x;
  chart.drawing.height = size.y;
  const float right = size.x - kRight;
  const float bottom = size.y - kBottom;
  const auto [least, most] = ratio_range(curve);
  chart.x = {1, static_cast<double>(curve.points.back().setting), kLeft, right,
             is_logarithmic(curve.axis)};
  chart.y = {least, most, bottom, kTop, true};
  chart.drawing.add(paint::TextMark{
      {0, 10}, chart_title(curve.axis, size.x), Ink::text, Anchor::start, Face::words_strong});
  add_even_line(chart, kLeft, right);
  add_ratio_ticks(chart, kLeft, right);
  add_setting_ticks(chart, curve, bottom);
  chart.drawing.add(paint::TextMark{{(kLeft + right) / 2, size.y - 8},
                                    axis_title(curve.axis),
                                    Ink::quiet,
                                    Anchor::middle,
                                    Face::words});
  std::vector<Upright> lines;
  if (curve.early_limit)
    lines.push_back({*curve.early_limit, early_words(curve, size.x), Ink::warning});
  if (curve.break_even) lines.push_back({*curve.break_even, break_even_words(curve), Ink::quiet});
  add_uprights(chart, std::move(lines));
  add_curve(chart, curve);
  add_today(chart, curve);
  return chart;
}

int setting_at(const CurveChart& chart, const Curve& curve, float pixel_x) {
  const float inside = std::clamp(pixel_x, chart.x.pixel_from, chart.x.pixel_to);
  const int nearest = static_cast<int>(std::lround(chart.x.value(inside)));
  return std::clamp(nearest, 1, curve.points.back().setting);
}

}  // namespace twofold::model::inline cost
