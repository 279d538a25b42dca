#include "app/model/cost/bars_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/model/state/counting.h"

namespace twofold::model::inline cost {
namespace {

using paint::Anchor;
using paint::Face;
using paint::Ink;

constexpr float kTitle = 34;
constexpr float kNames = 128;
constexpr float kNumbers = 76;
constexpr float kLegend = 26;

/// What a pair of bars compares; no separable bar where both folds are 0.
struct Pair {
  std::string name;
  double depthwise, pointwise, standard;
  double scale;  ///< the value that is as long as there is room

  double separable() const { return depthwise + pointwise; }
};

/// "36", "2.43 M", "231.2 M".
std::string rounded(double value) {
  for (const auto& [unit, letter] : {std::pair{1e9, 'G'}, {1e6, 'M'}, {1e3, 'k'}}) {
    if (value >= unit)
      return fmt::format("{:.{}f} {}", value / unit, value < 10 * unit ? 2 : 1, letter);
  }
  return fmt::format("{:.0f}", value);
}

struct Chart {
  paint::Drawing drawing;

  void words(paint::Spot at, std::string text, Ink ink, Anchor anchor, Face face) {
    drawing.add(paint::TextMark{at, std::move(text), ink, anchor, face});
  }
  void box(float left, float right, float top, float height, Ink ink) {
    drawing.add(paint::BoxMark{{left, top}, {right, top + height}, ink, 1});
  }

  /// The bars of a pair from `top` on, each `bar` high.
  void pair(const Pair& p, float top, float bar) {
    const float right = drawing.width - kNumbers;
    const auto place = [&](double value) {
      return kNames + static_cast<float>(value / p.scale) * (right - kNames);
    };
    words({0, top + bar}, p.name, Ink::text, Anchor::start, Face::words);
    if (p.separable() > 0) {
      box(kNames, place(p.depthwise), top, bar - 1, Ink::depthwise);
      box(place(p.depthwise), place(p.separable()), top, bar - 1, Ink::pointwise);
      words({drawing.width, top + bar / 2}, rounded(p.separable()), Ink::text, Anchor::end,
            Face::numbers);
    }
    box(kNames, place(p.standard), top + bar + 1, bar - 1, Ink::standard);
    words({drawing.width, top + bar * 1.5f + 1}, rounded(p.standard), Ink::quiet, Anchor::end,
          Face::numbers);
  }

  void legend(float y) {
    float x = kNames;
    for (const auto& [ink, name] : {std::pair{Ink::depthwise, "depthwise"},
                                    {Ink::pointwise, "pointwise"},
                                    {Ink::standard, "standard"}}) {
      box(x, x + 9, y - 4.5f, 9, ink);
      words({x + 15, y}, name, Ink::quiet, Anchor::start, Face::words);
      x += 100;
    }
  }
};

paint::Drawing chart_of(const std::string& title, const std::vector<Pair>& pairs, float width,
                        float bar) {
  const float step = 2 * bar + bar * 0.7f;
  Chart chart;
  chart.drawing.width = width;
  chart.drawing.height = kTitle + step * static_cast<float>(pairs.size()) + kLegend;
  chart.words({0, 10}, title, Ink::text, Anchor::start, Face::words_strong);
  float top = kTitle;
  for (const Pair& pair : pairs) {
    chart.pair(pair, top, bar);
    top += step;
  }
  chart.legend(chart.drawing.height - kLegend / 2);
  return std::move(chart.drawing);
}

double number(std::int64_t value) { return static_cast<double>(value); }

}  // namespace

paint::Drawing counts_chart(const core::Layer& layer, const core::Shape& in, float width) {
  const core::Cost c = core::cost(layer, in);
  const MovedBytes moved = moved_bytes(layer, in);
  std::vector<Pair> pairs{
      {"parameters", number(c.depthwise.params), number(c.pointwise.params),
       number(c.standard.params), 0},
      {"multiply-adds", number(c.depthwise.macs), number(c.pointwise.macs), number(c.standard.macs),
       0},
      {"bytes moved", number(moved.depthwise), number(moved.pointwise), number(moved.standard), 0}};
  for (Pair& pair : pairs) pair.scale = std::max(pair.separable(), pair.standard);
  return chart_of(
      fmt::format("Separable and standard: {}\u00d7{} kernel, {} to {} channels, m = {}",
                  layer.kernel.height, layer.kernel.width, in.channels, layer.out_channels,
                  layer.channel_multiplier),
      pairs, width, 24);
}

paint::Drawing network_chart(const core::Network& network, float width) {
  std::vector<Pair> pairs;
  double most = 1;
  for (const core::NetworkLayer& layer : network.layers) {
    const core::Cost c = core::layer_cost(layer);
    pairs.push_back({std::string(layer.name), number(c.depthwise.macs), number(c.pointwise.macs),
                     number(c.standard.macs), 0});
    most = std::max({most, pairs.back().separable(), pairs.back().standard});
  }
  for (Pair& pair : pairs) pair.scale = most;
  return chart_of(fmt::format("{}: multiply-adds, separable and standard", network.title), pairs,
                  width, 12);
}

}  // namespace twofold::model::inline cost
