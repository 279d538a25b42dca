// The page of counts:
//
//     how it is counted: [multiply-adds | FLOPs]  bias  padding        who counts so
//     table                                        bars
//     formulas with this layer's numbers put in
//     what follows: training, fused passes
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/controls/buttons.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/cost/counts_table.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

using model::Counting;

void set_counting(Frame& frame, const Counting& counting) { frame.look(model::CountAs{counting}); }

std::string who_counts_how() {
  std::string all;
  for (const model::CountingTool& tool : model::counting_tools())
    all += fmt::format("{}: {}\n", tool.name, tool.says);
  return all + "None of them leaves out the taps that fall into the padding.";
}

/// The switches of how it is counted, and who counts so.
void counting_row(Frame& frame, const Rect& row) {
  static constexpr std::array<std::string_view, 2> kUnits{"multiply-adds", "FLOPs = 2 × MAC"};
  Counting counting = frame.view().cost.counting;
  const float y = middle(row);
  float x = text(frame, frame.fonts.body, {row.min.x, y}, frame.palette.text_quiet, "Counted as") +
            frame.px(10);
  const auto take = [&](float width) {
    const Rect part{{x, row.min.y}, {x + width, row.max.y}};
    x += width + frame.px(20);
    return part;
  };
  if (const auto unit = segmented(frame, take(segmented_width(frame, kUnits)),
                                  {.id = "cost unit",
                                   .labels = kUnits,
                                   .chosen = counting.flops ? 1 : 0,
                                   .title = "Multiply-adds or FLOPs",
                                   .help = "A multiply-add is one multiplication and one addition; "
                                           "some tools count it as one operation, some as two."})) {
    counting.flops = *unit == 1;
    set_counting(frame, counting);
  }
  if (const auto bias = toggle(frame, take(toggle_width(frame, "bias")),
                               {.id = "cost bias",
                                .label = "bias",
                                .on = counting.bias,
                                .help = "One bias for every output channel, after the pointwise "
                                        "(as in Keras) or the standard convolution: K parameters "
                                        "more, and one addition for every output value."})) {
    counting.bias = *bias;
    set_counting(frame, counting);
  }
  if (const auto padding = toggle(
          frame, take(toggle_width(frame, "taps in the padding")),
          {.id = "cost padding",
           .label = "taps in the padding",
           .on = counting.padding,
           .help =
               "On: every tap counts, as all tools do. Off: only those that read the picture."})) {
    counting.padding = *padding;
    set_counting(frame, counting);
  }
  const std::string who = "so count: " + model::counted_so_by(counting);
  text_within(frame, frame.fonts.small, {x, y}, frame.palette.text_quiet, who, row.max.x - x);
  explain_on(frame, {{x, row.min.y}, row.max}, "counted so by", "Who counts how", who_counts_how());
}

/// "depthwise  3 × 3 × 3 × 1 = 27   × 1 × 211 × 320 = 1,823,040", every factor over its symbol.
void formula_row(Frame& frame, const model::StageFormulas& of, const Rect& row) {
  const Palette& p = frame.palette;
  const model::Formula pixels(of.macs.begin(), of.macs.begin() + 3);
  ImFont* mono = frame.fonts.mono;
  const float top = row.min.y;
  const float y = top + line_height(mono) / 2;
  text(frame, frame.fonts.body, {row.min.x, y}, p.text, of.stage);
  float x = factors(frame, of.params, {row.min.x + frame.px(96), top});
  const float sum = row.min.x + row.width() * 0.5f;
  text(frame, mono, {x, y}, p.text_quiet, " = ");
  text(frame, frame.fonts.mono_strong, {sum, y}, p.text, large_count(model::value(of.params)),
       Align::right);
  text(frame, frame.fonts.small,
       {sum, top + line_height(mono) + line_height(frame.fonts.small) / 2}, p.text_quiet,
       "parameters", Align::right);
  x = text(frame, mono, {sum + frame.px(10), y}, p.text_quiet, "× ");
  x = factors(frame, pixels, {x, top});
  text(frame, mono, {x, y}, p.text_quiet, " = ");
  text(frame, frame.fonts.mono_strong, {row.max.x, y}, p.text, large_count(model::value(of.macs)),
       Align::right);
  text(frame, frame.fonts.small,
       {row.max.x, top + line_height(mono) + line_height(frame.fonts.small) / 2}, p.text_quiet,
       "multiply-adds", Align::right);
}

constexpr int kFormulaRows = 3;

float formula_height(const Frame& frame) { return factor_height(frame) + frame.px(7); }

void formulas(Frame& frame, const LayerCost& c, const Rect& area) {
  const float height = area.height() / kFormulaRows;
  float top = area.min.y;
  for (const model::StageFormulas& of : model::layer_formulas(c.layer, c.in)) {
    formula_row(frame, of, {{area.min.x, top}, {area.max.x, top + height}});
    top += height;
  }
}

void notes(Frame& frame, const LayerCost& c, const Rect& area) {
  float y = area.min.y + line_height(frame.fonts.small) / 2;
  for (const std::string& note : counts_notes(c)) {
    if (y > area.max.y) return;
    y += paragraph(frame, frame.fonts.small, {area.min.x, y}, frame.palette.text_quiet, note,
                   area.width()) +
         frame.px(4);
  }
}

/// The least height of the curves below the numbers.
constexpr float kLeastCurves = 240;

/// What room there is below the numbers goes to them, where it is too low for the curves: to rows
/// of this height at most.
constexpr float kHighestRow = 46;
float roomy_row(const Frame& frame, float row, float spare) {
  if (spare <= 0 || spare > frame.px(kLeastCurves)) return row;
  return std::clamp(row + spare / (kCountsRows + kFormulaRows), row, frame.px(kHighestRow));
}

}  // namespace

void cost_page_counts(Frame& frame, const LayerCost& c, const Rect& room) {
  const model::CountedCost n = model::counted(c.cost, c.layer, c.in, frame.view().cost.counting);
  counting_row(frame, room.top(frame.px(28)));
  const Rect below = room.without_top(frame.px(38));
  const float gap = frame.px(28);
  // A class gets large letters, and no more than the table and what it is made of.
  const bool present = frame.present();
  const float left = (below.width() - gap) * (present ? 0.68f : 0.62f);
  const float right = below.width() - left - gap;
  const float least_row =
      std::clamp(below.height() * 0.05f, line_height(frame.fonts.body) + frame.px(present ? 4 : 8),
                 frame.px(32));
  const float between = frame.px(28);
  const float buttons = present ? 0 : known_layers_height(frame, below.width()) + frame.px(20);
  const float spare = below.height() - least_row * kCountsRows -
                      kFormulaRows * formula_height(frame) - between - buttons;
  const float row_height = present ? least_row : roomy_row(frame, least_row, spare);
  const float formula = formula_height(frame) + row_height - least_row;
  const Rect upper = below.top(row_height * kCountsRows);
  counts_table(frame, c, n, upper.left(left));
  counts_bars(frame, c, n, upper.right(right));
  const Rect middle_part =
      below.without_top(upper.height() + frame.px(16)).top(kFormulaRows * formula);
  formulas(frame, c, present ? middle_part : middle_part.left(left));
  if (present) return;
  notes(frame, c, middle_part.right(right));
  const Rect lower{{below.min.x, middle_part.max.y + frame.px(12)}, below.max};
  known_layer_buttons(frame, lower);
  if (lower.height() - buttons > frame.px(kLeastCurves))
    cost_curves(frame, c, lower.without_top(buttons));
}

}  // namespace twofold::ui::inline cost
