#include "app/model/learning/learning_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/learn/fit.h"
#include "core/learn/student.h"

namespace twofold::model {
inline namespace learning {
namespace {

using paint::Anchor;
using paint::Face;
using paint::Ink;
using paint::Spot;

constexpr float kLeft = 62;
constexpr float kRight = 96;  // room for the names at the ends of lines
constexpr float kTop = 34;
constexpr float kBottom = 40;
constexpr float kNameHeight = 14;
constexpr double kLeastLoss = 1e-6;

constexpr Ink kLineInks[] = {Ink::text,      Ink::warning, Ink::accent,
                             Ink::pointwise, Ink::quiet,   Ink::standard};

void add_title(paint::Drawing& drawing, std::string words) {
  drawing.add(
      paint::TextMark{{0, 10}, std::move(words), Ink::text, Anchor::start, Face::words_strong});
}

void add_below(paint::Drawing& drawing, std::string words, float middle) {
  drawing.add(paint::TextMark{
      {middle, drawing.height - 8}, std::move(words), Ink::quiet, Anchor::middle, Face::words});
}

void add_x_tick(paint::Drawing& drawing, float x, float bottom, std::string words) {
  drawing.add(paint::PathMark{{{x, bottom}, {x, bottom + 4}}, Ink::grid, 1, false});
  drawing.add(paint::TextMark{
      {x, bottom + 13}, std::move(words), Ink::quiet, Anchor::middle, Face::numbers});
}

void add_y_tick(paint::Drawing& drawing, float y, float right, std::string words) {
  drawing.add(paint::PathMark{{{kLeft, y}, {right, y}}, Ink::grid, 1, false});
  drawing.add(
      paint::TextMark{{kLeft - 6, y}, std::move(words), Ink::quiet, Anchor::end, Face::numbers});
}

std::string percent(double share) { return fmt::format("{:.4g} %", share * 100); }

/// A number with a word for its thousands: "1.2 G".
std::string short_count(double value) {
  constexpr const char* kWords[] = {"", " k", " M", " G", " T", " P"};
  std::size_t word = 0;
  for (; value >= 1000 && word + 1 < std::size(kWords); ++word) value /= 1000;
  return fmt::format("{:.3g}{}", value, kWords[word]);
}

/// The step between ticks, 1, 2 or 5 times a power of ten: about five in the range.
double tick_step(double range) {
  const double rough = range / 5;
  const double ten = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (ten * times >= rough) return ten * times;
  }
  return ten * 10;
}

/// Of the words beside ticks, from line to line.
constexpr float kLeastApart = 14;

/// A step up the axis whose words have room: this one, doubled as often as need be.
double spaced(double step, const paint::Axis& y) {
  while (std::abs(y.pixel(step) - y.pixel(0)) < kLeastApart && step < y.to) step *= 2;
  return step;
}

double a_step(const LossCurve& curve, LossAxis axis) {
  switch (axis) {
    case LossAxis::steps: return 1;
    case LossAxis::macs: return curve.macs_a_step;
    case LossAxis::seconds: return curve.seconds_a_step;
  }
  return 1;
}

const char* title(LossAxis axis) {
  switch (axis) {
    case LossAxis::steps: return "steps";
    case LossAxis::macs: return "multiply-adds, forward and backward";
    case LossAxis::seconds: return "seconds on this machine";
  }
  return "";
}

bool is_drawn(double loss) { return std::isfinite(loss) && loss >= kLeastLoss; }

/// Powers of ten around all losses and floors.
void set_ranges(LossChart& chart, const std::vector<LossCurve>& curves, LossAxis axis, float right,
                float bottom) {
  double least = 1;
  double most = 1;
  double last = 0;
  for (const LossCurve& curve : curves) {
    last = std::max(last, a_step(curve, axis) * static_cast<double>(curve.losses.size() - 1));
    for (const double loss : curve.losses) {
      if (!is_drawn(loss)) continue;
      least = std::min(least, loss);
      most = std::max(most, loss);
    }
    if (is_drawn(curve.floor)) least = std::min(least, curve.floor);
  }
  chart.x = {0, last > 0 ? last : 1, kLeft, right, false};
  chart.y = {std::pow(10, std::floor(std::log10(least))), std::pow(10, std::ceil(std::log10(most))),
             bottom, kTop, true};
  if (chart.y.from >= chart.y.to) chart.y.from = chart.y.to / 10;
}

void add_grid(LossChart& chart, LossAxis axis) {
  const float right = chart.x.pixel_to;
  const float bottom = chart.y.pixel_from;
  // Powers of ten, as many as their words leave room for.
  const float apart = std::abs(chart.y.pixel(chart.y.from * 10) - chart.y.pixel(chart.y.from));
  const double each = std::pow(10, std::max(1.0f, std::ceil(kLeastApart / apart)));
  for (double loss = chart.y.from; loss <= chart.y.to * 1.01; loss *= each)
    add_y_tick(chart.drawing, chart.y.pixel(loss), right, percent(loss));
  const double step = tick_step(chart.x.to);
  for (double at = 0; at <= chart.x.to * 1.0001; at += step) {
    add_x_tick(chart.drawing, chart.x.pixel(at), bottom,
               axis == LossAxis::seconds ? fmt::format("{:.3g}", at) : short_count(at));
  }
  add_below(chart.drawing, title(axis), (kLeft + right) / 2);
}

/// The line, of as many spots as can be told apart; its last spot.
Spot add_line(LossChart& chart, const LossCurve& curve, double each, Ink ink) {
  constexpr std::size_t kSpots = 400;
  const std::size_t count = curve.losses.size();
  const std::size_t every = std::max<std::size_t>(1, count / kSpots);
  paint::PathMark line{{}, ink, 2, false};
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_drawn(curve.losses[i]) || (i % every != 0 && i + 1 != count)) continue;
    line.spots.push_back(
        {chart.x.pixel(each * static_cast<double>(i)), chart.y.pixel(curve.losses[i])});
  }
  const Spot end = line.spots.empty() ? Spot{kLeft, chart.y.pixel_from} : line.spots.back();
  if (line.spots.size() > 1) chart.drawing.add(std::move(line));
  if (is_drawn(curve.floor)) {
    const float y = chart.y.pixel(curve.floor);
    chart.drawing.add(paint::PathMark{{{kLeft, y}, {chart.x.pixel_to, y}}, ink, 1, true});
  }
  return end;
}

struct Name {
  float y;
  std::string words;
  Ink ink;
};

/// The names at the right, each near its line's end, none over another.
void add_names(paint::Drawing& drawing, std::vector<Name> names, float x, float bottom) {
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
  float next = kTop;
  for (Name& name : names) {
    name.y = std::max(name.y, next);
    next = name.y + kNameHeight;
  }
  for (auto name = names.rbegin(); name != names.rend(); ++name, bottom -= kNameHeight)
    name->y = std::min(name->y, bottom);
  for (Name& name : names) {
    drawing.add(paint::TextMark{
        {x + 8, name.y}, std::move(name.words), name.ink, Anchor::start, Face::words});
  }
}

double cost_share(const FitCurve& fit, int m) {
  return static_cast<double>(core::weight_count({m}, fit.shape)) /
         static_cast<double>(fit.shape.count());
}

}  // namespace

LossChart loss_chart(const std::vector<LossCurve>& curves, LossAxis axis, Spot size) {
  LossChart chart;
  chart.drawing.width = size.x;
  chart.drawing.height = size.y;
  set_ranges(chart, curves, axis, size.x - kRight, size.y - kBottom);
  add_title(chart.drawing, "Loss left, of the target's energy");
  add_grid(chart, axis);
  std::vector<Name> names;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const Ink ink = kLineInks[i % std::size(kLineInks)];
    const Spot end = add_line(chart, curves[i], a_step(curves[i], axis), ink);
    names.push_back({end.y, curves[i].label, ink});
  }
  add_names(chart.drawing, std::move(names), chart.x.pixel_to, chart.y.pixel_from);
  return chart;
}

paint::Drawing singular_value_chart(const FitCurve& fit, Spot size) {
  paint::Drawing drawing{size.x, size.y, {}};
  add_title(drawing, fmt::format("Singular values: rank at most m = {}", fit.multiplier));
  double largest = 0;
  for (const auto& slice : fit.singular_values) {
    for (const double value : slice) largest = std::max(largest, value);
  }
  const float bottom = size.y - kBottom;
  const paint::Axis y{0, largest > 0 ? largest : 1, bottom, kTop, false};
  const double step = spaced(tick_step(y.to), y);
  for (double at = 0; at <= y.to * 1.0001; at += step)
    add_y_tick(drawing, y.pixel(at), size.x, fmt::format("{:.3g}", at));
  const std::size_t channels = fit.singular_values.size();
  const std::size_t each = channels > 0 ? fit.singular_values[0].size() : 0;
  const float slot =
      (size.x - kLeft) / static_cast<float>(std::max<std::size_t>(1, channels * (each + 1)));
  for (std::size_t q = 0; q < channels; ++q) {
    const float left = kLeft + slot * (static_cast<float>(q * (each + 1)) + 0.5f);
    for (std::size_t r = 0; r < each; ++r) {
      const double value = fit.singular_values[q][r];
      if (!std::isfinite(value)) continue;
      const float x = left + slot * static_cast<float>(r);
      const bool kept = r < static_cast<std::size_t>(fit.multiplier);
      drawing.add(paint::BoxMark{{x, y.pixel(value)},
                                 {x + 0.8f * slot, bottom},
                                 kept ? Ink::depthwise : Ink::standard,
                                 kept ? 1.0f : 0.4f});
    }
    if (channels <= 12)
      add_x_tick(drawing, left + slot * static_cast<float>(each) / 2, bottom,
                 fmt::format("x{}", q));
  }
  add_below(drawing, "input channel; filled is what m keeps", (kLeft + size.x) / 2);
  return drawing;
}

FitChart fit_chart(const FitCurve& fit, Spot size) {
  FitChart chart;
  paint::Drawing& drawing = chart.drawing;
  drawing.width = size.x;
  drawing.height = size.y;
  const int exact = core::exact_multiplier(fit.shape);
  const int last = std::max({exact, fit.multiplier, 2});
  const double most = std::max(1.0, cost_share(fit, last));
  chart.x = {1, static_cast<double>(last), kLeft, size.x - kRight, false};
  chart.y = {0, most, size.y - kBottom, kTop, false};
  add_title(drawing, "Missed, and cost, over m");
  const double step = spaced(tick_step(most), chart.y);
  for (double at = 0; at <= most * 1.0001; at += step)
    add_y_tick(drawing, chart.y.pixel(at), chart.x.pixel_to, percent(at));
  const int every = std::max(1, last / 12);
  for (int m = 1; m <= last; m += every)
    add_x_tick(drawing, chart.x.pixel(m), chart.y.pixel_from, std::to_string(m));
  add_below(drawing, "channel_multiplier m", (chart.x.pixel_from + chart.x.pixel_to) / 2);
  const float even = chart.y.pixel(1);
  drawing.add(paint::PathMark{{{kLeft, even}, {chart.x.pixel_to, even}}, Ink::quiet, 1.5f, false});
  paint::PathMark missed{{}, Ink::warning, 2, false};
  paint::PathMark cost{{}, Ink::depthwise, 2, false};
  for (int m = 1; m <= last; ++m) {
    const float x = chart.x.pixel(m);
    const double share = core::kernel_error(fit.singular_values, m);
    if (std::isfinite(share)) missed.spots.push_back({x, chart.y.pixel(share)});
    cost.spots.push_back({x, chart.y.pixel(cost_share(fit, m))});
  }
  std::vector<Name> names{{even, "standard", Ink::quiet},
                          {cost.spots.back().y, "cost", Ink::depthwise}};
  if (!missed.spots.empty()) names.push_back({missed.spots.back().y, "missed", Ink::warning});
  drawing.add(std::move(cost));
  if (!missed.spots.empty()) drawing.add(std::move(missed));
  const float today = chart.x.pixel(fit.multiplier);
  drawing.add(paint::PathMark{{{today, chart.y.pixel_from}, {today, kTop}}, Ink::accent, 1, true});
  drawing.add(paint::DotMark{
      {today, chart.y.pixel(cost_share(fit, fit.multiplier))}, 5, Ink::accent, true});
  add_names(drawing, std::move(names), chart.x.pixel_to, chart.y.pixel_from);
  return chart;
}

}  // namespace learning
}  // namespace twofold::model
