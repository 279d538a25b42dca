#include "app/ui/cost/cost_bars.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

/// One bar: what is stacked, from the left, as shares of the longest bar.
struct Bar {
  std::array<double, 2> shares{};
  std::array<ImU32, 2> colours{};
  std::string number;
};

void draw_bar(Frame& frame, const Rect& row, float bar_left, float bar_right, const Bar& bar) {
  const float inset = std::max(1.5f, row.height() * 0.14f);
  const float width = bar_right - bar_left;
  float x = bar_left;
  for (std::size_t i = 0; i < bar.shares.size(); ++i) {
    if (bar.shares[i] <= 0) continue;
    const float end = std::max(x + 1, x + width * static_cast<float>(bar.shares[i]));
    fill(frame, {{x, row.min.y + inset}, {end, row.max.y - inset}}, bar.colours[i]);
    x = end + (i == 0 ? 1 : 0);
  }
  if (!bar.number.empty())
    text(frame, frame.fonts.mono, {row.max.x, middle(row)}, frame.palette.text, bar.number,
         Align::right);
}

/// What one pair of bars compares.
struct Pair {
  const char* label;
  double depthwise, pointwise, standard;
  std::string separable_number, standard_number;
  std::string sentence;
};

void draw_pair(Frame& frame, const Rect& block, Pair pair) {
  const Palette& p = frame.palette;
  const float row_height = block.height() / 2;
  // Thin bars share a line for their numbers.
  const bool is_thin = row_height < cap_height(*frame.fonts.mono) + frame.px(3);
  // As wide as the longest number can become, so that bars keep their place while it changes.
  const char* longest = is_thin ? "99.9 M / 99.9 M" : "999.9 M";
  const float number_width = text_width(frame.fonts.mono, longest) + frame.px(8);
  if (is_thin) {
    const std::string both =
        std::exchange(pair.separable_number, "") + " / " + std::exchange(pair.standard_number, "");
    text(frame, frame.fonts.mono, {block.max.x, middle(block)}, p.text, both, Align::right);
  }
  const float left = block.min.x + text_width(frame.fonts.small, "multiply-adds") + frame.px(10);
  const float right = block.max.x - number_width;
  const double most = std::max(pair.depthwise + pair.pointwise, pair.standard);
  const Rect first = block.top(row_height);
  const Rect second = block.bottom(row_height);
  text(frame, frame.fonts.small, {block.min.x, middle(is_thin ? block : first)}, p.text_quiet,
       pair.label);
  draw_bar(frame, first, left, right,
           {{pair.depthwise / most, pair.pointwise / most},
            {p.cost_depthwise, p.cost_pointwise},
            pair.separable_number});
  draw_bar(frame, second, left, right,
           {{pair.standard / most, 0}, {p.cost_standard, p.cost_standard}, pair.standard_number});
  explain_on(frame, block, pair.label, pair.label, pair.sentence);
}

Pair params_pair(const LayerCost& c) {
  const core::Cost& cost = c.cost;
  const auto number = [](std::int64_t v) {
    return v < 1'000'000 ? count(v) : rounded_count(static_cast<double>(v));
  };
  return {"parameters",
          static_cast<double>(cost.depthwise.params),
          static_cast<double>(cost.pointwise.params),
          static_cast<double>(cost.standard.params),
          number(cost.separable.params),
          number(cost.standard.params),
          params_sentence(c)};
}

Pair macs_pair(const LayerCost& c) {
  const core::Cost& cost = c.cost;
  return {"multiply-adds",
          static_cast<double>(cost.depthwise.macs),
          static_cast<double>(cost.pointwise.macs),
          static_cast<double>(cost.standard.macs),
          rounded_count(static_cast<double>(cost.separable.macs)),
          rounded_count(static_cast<double>(cost.standard.macs)),
          macs_sentence(c)};
}

}  // namespace

void params_bars(Frame& frame, const LayerCost& c, const Rect& block) {
  draw_pair(frame, block, params_pair(c));
}

void macs_bars(Frame& frame, const LayerCost& c, const Rect& block) {
  draw_pair(frame, block, macs_pair(c));
}

void bars_legend(Frame& frame, const Rect& row) {
  const Palette& p = frame.palette;
  ImFont* font = frame.fonts.small;
  const std::array<std::pair<const char*, ImU32>, 3> entries{{{"depthwise", p.cost_depthwise},
                                                              {"pointwise", p.cost_pointwise},
                                                              {"standard", p.cost_standard}}};
  const float side = frame.px(8);
  const float gap = frame.px(14);
  const auto width_of = [&](const char* name) {
    return side + frame.px(5) + text_width(font, name);
  };
  float all = 2 * gap;
  for (const auto& entry : entries) all += width_of(entry.first);
  // Under the bars where there is room; else from the edge on, and a name is left out before it is
  // cut off: the lowest bar of each pair is the standard convolution's anyway.
  float x = row.min.x + text_width(font, "multiply-adds") + frame.px(10);
  if (x + all > row.max.x) x = row.min.x;
  for (const auto& [name, colour] : entries) {
    if (x + width_of(name) > row.max.x) return;
    const float y = middle(row);
    fill(frame, {{x, y - side / 2}, {x + side, y + side / 2}}, colour);
    x = text(frame, font, {x + side + frame.px(5), y}, p.text_quiet, name) + gap;
  }
}

}  // namespace twofold::ui::inline cost
