#include "app/model/cost/roofline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/cost.h"

namespace twofold::model::inline cost {
namespace {

using paint::Anchor;
using paint::Face;
using paint::Ink;
using paint::Spot;

constexpr float kLeft = 58;
constexpr float kRight = 18;
constexpr float kTop = 34;
constexpr float kBottom = 42;

/// More than this share of the roof is not measuring error: the roof is wrong.
constexpr double kAboveRoof = 1.05;
/// From this share of the roof on, the roof is what holds a computation back.
constexpr double kNearRoof = 0.5;
/// Times that differ by less are said to be the same.
constexpr double kSameTime = 0.05;

struct Plot {
  paint::Drawing drawing;
  paint::Axis x;  ///< FLOP a byte
  paint::Axis y;  ///< FLOP a second

  Spot at(double intensity, double rate) const { return {x.pixel(intensity), y.pixel(rate)}; }
};

double power_of_two_below(double v) { return std::exp2(std::floor(std::log2(v))); }
double power_of_ten_below(double v) { return std::pow(10, std::floor(std::log10(v))); }

/// FLOPs a byte of the depthwise stage alone, which reads x and writes z.
double depthwise_intensity(const Measurement& m) {
  const core::Cost cost = core::cost(m.layer, m.in);
  const auto numbers = static_cast<double>(m.in.count() + cost.depthwise.params);
  const double bytes = sizeof(float) * numbers + static_cast<double>(cost.intermediate_bytes);
  return static_cast<double>(cost.depthwise.flops()) / bytes;
}

Plot empty_plot(const Measurement& m, Spot size) {
  const double corner = m.machine->flops / m.machine->bandwidth;
  double least_x = std::min(corner, depthwise_intensity(m));
  double most_x = std::max(corner, depthwise_intensity(m));
  double least_y = m.machine->flops;
  for (const Way way : kAllWays) {
    if (m.of(way).runs == 0) continue;
    const double intensity = work_of(way, m.layer, m.in).intensity();
    least_x = std::min(least_x, intensity);
    most_x = std::max(most_x, intensity);
    least_y = std::min(least_y, flops_per_second(m, way));
  }
  Plot plot;
  plot.drawing.width = size.x;
  plot.drawing.height = size.y;
  plot.x = {power_of_two_below(least_x) / 2, power_of_two_below(most_x) * 4, kLeft, size.x - kRight,
            true};
  plot.y = {power_of_ten_below(least_y), m.machine->flops * 1.6, size.y - kBottom, kTop, true};
  return plot;
}

void add_ticks(Plot& plot) {
  for (double intensity = plot.x.from; intensity <= plot.x.to * 1.001; intensity *= 4) {
    const float x = plot.x.pixel(intensity);
    plot.drawing.add(
        paint::PathMark{{{x, plot.y.pixel_from}, {x, plot.y.pixel_to}}, Ink::grid, 1, false});
    plot.drawing.add(paint::TextMark{{x, plot.y.pixel_from + 12},
                                     fmt::format("{:.3g}", intensity),
                                     Ink::quiet,
                                     Anchor::middle,
                                     Face::numbers});
  }
  for (int step = 0; step < 60; ++step) {
    constexpr std::array<double, 3> kSteps{1, 2, 5};
    const double rate =
        plot.y.from * kSteps[static_cast<std::size_t>(step % 3)] * std::pow(10, step / 3);
    if (rate > plot.y.to) break;
    const float y = plot.y.pixel(rate);
    plot.drawing.add(
        paint::PathMark{{{plot.x.pixel_from, y}, {plot.x.pixel_to, y}}, Ink::grid, 1, false});
    plot.drawing.add(paint::TextMark{{kLeft - 6, y},
                                     fmt::format("{:.3g}", rate * 1e-9),
                                     Ink::quiet,
                                     Anchor::end,
                                     Face::numbers});
  }
}

void add_roof(Plot& plot, const Machine& machine) {
  const double corner = machine.flops / machine.bandwidth;
  const double slant_from = std::max(plot.x.from, plot.y.from / machine.bandwidth);
  const double level_to = plot.x.to;
  paint::PathMark roof{{plot.at(slant_from, slant_from * machine.bandwidth)}, Ink::quiet, 2, false};
  if (corner < level_to) roof.spots.push_back(plot.at(corner, machine.flops));
  roof.spots.push_back(plot.at(level_to, std::min(machine.flops, level_to * machine.bandwidth)));
  plot.drawing.add(std::move(roof));
  plot.drawing.add(paint::TextMark{{plot.x.pixel_to, plot.y.pixel(machine.flops) - 10},
                                   fmt::format("arithmetic: {:.0f} GFLOP/s", machine.flops * 1e-9),
                                   Ink::quiet,
                                   Anchor::end,
                                   Face::words});
  const double middle = std::sqrt(slant_from * std::min(corner, level_to));
  const Spot on_slant = plot.at(middle, middle * machine.bandwidth);
  plot.drawing.add(paint::TextMark{{on_slant.x - 8, on_slant.y - 10},
                                   fmt::format("memory: {:.1f} GB/s", machine.bandwidth * 1e-9),
                                   Ink::quiet,
                                   Anchor::end,
                                   Face::words});
}

Ink ink_of(Way way) {
  if (way == Way::fused) return Ink::accent;
  return way == Way::two_passes ? Ink::depthwise
                                : (way == Way::standard ? Ink::pointwise : Ink::standard);
}

void add_name(Plot& plot, Spot dot, float y, std::string words) {
  const bool to_the_left = dot.x > (plot.x.pixel_from + plot.x.pixel_to) / 2;
  plot.drawing.add(paint::TextMark{{dot.x + (to_the_left ? -10.0f : 10.0f), y},
                                   std::move(words),
                                   Ink::text,
                                   to_the_left ? Anchor::end : Anchor::start,
                                   Face::words});
}

/// Where the depthwise stage alone stands at best: on the roof, far down the slant. Returns the
/// height of its name.
float add_depthwise(Plot& plot, const Measurement& m) {
  const double intensity = depthwise_intensity(m);
  const Spot at = plot.at(intensity, std::min(m.machine->flops, intensity * m.machine->bandwidth));
  plot.drawing.add(paint::DotMark{at, 4, Ink::text, true});
  add_name(plot, at, at.y + 4, fmt::format("depthwise alone, {:.2g} FLOP a byte", intensity));
  return at.y + 4;
}

/// The dots, each with a thin line up to the roof above it: what the machine could still give.
void add_dots(Plot& plot, const Measurement& m) {
  // Heights of names, so that they do not cover each other.
  std::vector<float> taken{add_depthwise(plot, m)};
  for (const Way way : kAllWays) {
    if (m.of(way).runs == 0) continue;
    const double intensity = work_of(way, m.layer, m.in).intensity();
    const Spot dot = plot.at(intensity, flops_per_second(m, way));
    const double roof = std::min(m.machine->flops, intensity * m.machine->bandwidth);
    const Spot above = plot.at(intensity, roof);
    if (above.y < dot.y) plot.drawing.add(paint::PathMark{{dot, above}, Ink::faint, 1, true});
    plot.drawing.add(paint::DotMark{dot, 5, ink_of(way), true});
    float y = dot.y;
    while (std::any_of(taken.begin(), taken.end(), [&](float t) { return std::abs(t - y) < 14; }))
      y += 14;
    taken.push_back(y);
    add_name(plot, dot, y, way_name(way));
  }
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

std::string times(double ratio) {
  return ratio >= 1 ? fmt::format("{:.1f} times less", ratio)
                    : fmt::format("{:.1f} times more", 1 / ratio);
}

/// "3.0 times less time", or that it is the same.
std::string time_words(double ratio) {
  return std::abs(ratio - 1) < kSameTime ? "as much time" : times(ratio) + " time";
}

std::string giga(double rate) { return fmt::format("{:.3g}", rate * 1e-9); }

/// What holds the fused pass back, as far as the roofline tells.
std::string pace_sentence(const Measurement& m, double share) {
  const double intensity = work_of(Way::fused, m.layer, m.in).intensity();
  const char* roof = intensity < m.machine->flops / m.machine->bandwidth ? "memory" : "arithmetic";
  if (share >= kNearRoof)
    return fmt::format(" At {:.2g} FLOP a byte {} sets its pace: it reaches {} of that roof.",
                       intensity, roof, percent(share));
  const char* why =
      spreads_little(m)
          ? "the work around the multiply-adds, not the machine's limit, sets its pace"
          : "something else kept this machine busy";
  return fmt::format(
      " At {:.2g} FLOP a byte it lies under the roof of {} and reaches only {} of it: {}.",
      intensity, roof, percent(share), why);
}

/// The collapsed kernel against the pair, where it was measured.
std::string collapsed_sentence(const Measurement& m) {
  const Timing& collapsed = m.of(Way::collapsed);
  if (collapsed.runs == 0) return {};
  return fmt::format(" Collapsed into one standard kernel it takes {}.",
                     time_words(m.of(Way::fused).median / collapsed.median));
}

}  // namespace

const char* way_name(Way way) {
  switch (way) {
    case Way::fused: return "separable, fused";
    case Way::two_passes: return "separable, two passes";
    case Way::standard: return "standard";
    case Way::collapsed: return "collapsed";
  }
  return "";
}

double flops_per_second(const Measurement& m, Way way) {
  return work_of(way, m.layer, m.in).flops / m.of(way).median;
}

paint::Drawing roofline_chart(const Measurement& m, Spot size) {
  if (!m.machine || m.of(Way::fused).runs == 0) return {};
  Plot plot = empty_plot(m, size);
  plot.drawing.add(paint::TextMark{{0, 10},
                                   "Roofline of this machine: GFLOP/s over FLOP a byte",
                                   Ink::text,
                                   Anchor::start,
                                   Face::words_strong});
  add_ticks(plot);
  add_roof(plot, *m.machine);
  add_dots(plot, m);
  plot.drawing.add(paint::TextMark{{(kLeft + size.x - kRight) / 2, size.y - 10},
                                   "arithmetic intensity, FLOP a byte moved",
                                   Ink::quiet,
                                   Anchor::middle,
                                   Face::words});
  return std::move(plot.drawing);
}

std::string measured_sentence(const Measurement& m) {
  const Timing& fused = m.of(Way::fused);
  const Timing& standard = m.of(Way::standard);
  if (!m.machine || fused.runs == 0 || standard.runs == 0) return {};
  const double promised = 1 / core::cost(m.layer, m.in).ratio;
  const double measured = standard.median / fused.median;
  const auto share_of_roof = [&](Way way) {
    const Work work = work_of(way, m.layer, m.in);
    return m.machine->least_seconds(work.flops, work.bytes) / m.of(way).median;
  };
  const std::string promise = fmt::format(
      "Separable does {} arithmetic than standard, at {} against {} GFLOP/s: it takes {}.",
      times(promised), giga(flops_per_second(m, Way::fused)),
      giga(flops_per_second(m, Way::standard)), time_words(measured));
  if (std::max(share_of_roof(Way::fused), share_of_roof(Way::standard)) > kAboveRoof) {
    return promise +
           " The roof is not to be trusted: it came out lower than what the layer reached, so "
           "something else kept this machine busy while it was measured.";
  }
  return promise + pace_sentence(m, share_of_roof(Way::fused)) + collapsed_sentence(m);
}

}  // namespace twofold::model::inline cost
