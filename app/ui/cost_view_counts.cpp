// The page of counts:
//
//     how it is counted: [multiply-adds | FLOPs]  bias  padding        who counts so
//     table                                        bars
//     formulas with this layer's numbers put in
//     what follows: training, fused passes
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/ui/buttons.h"
#include "app/ui/cost_pages.h"
#include "app/ui/cost_parts.h"
#include "app/ui/numbers.h"

namespace twofold::ui {
namespace {

using model::Convolution;
using model::Counted;
using model::CountedCost;
using model::Counting;

/// One line of the table.
struct Line {
  const char* name;
  ImU32 colour;
  Counted counted;
  std::int64_t output_bytes;
  std::int64_t moved;
  std::int64_t flops;  ///< 2 x MAC whatever is chosen: for the intensity

  double intensity() const { return static_cast<double>(flops) / static_cast<double>(moved); }
};

std::vector<Line> lines_of(const Frame& frame, const LayerCost& c, const CountedCost& n) {
  const Palette& p = frame.palette;
  const model::MovedBytes moved = model::moved_bytes(c.layer, c.in);
  const core::Cost& k = c.cost;
  return {
      {"depthwise", p.cost_depthwise, n.depthwise, k.depthwise.output_bytes, moved.depthwise,
       k.depthwise.flops()},
      {"pointwise", p.cost_pointwise, n.pointwise, k.pointwise.output_bytes, moved.pointwise,
       k.pointwise.flops()},
      {"separable", p.cost_pointwise, n.separable,
       k.depthwise.output_bytes + k.pointwise.output_bytes, moved.separable, k.separable.flops()},
      {"standard", p.cost_standard, n.standard, k.standard.output_bytes, moved.standard,
       k.standard.flops()}};
}

void set_counting(Frame& frame, const Counting& counting) {
  frame.look([counting](model::ViewState& view) { view.cost.counting = counting; });
}

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

constexpr int kColumns = 5;

struct Table {
  Rect area;
  float row_height;

  /// Right edge of column i; the names stand left of the first.
  float column(int i) const {
    const float first = area.min.x + area.width() * 0.16f;
    return first + (area.max.x - first) * static_cast<float>(i + 1) / kColumns;
  }
  Rect row(int i) const {
    const float top = area.min.y + row_height * static_cast<float>(i);
    return {{area.min.x, top}, {area.max.x, top + row_height}};
  }
};

struct Column {
  std::string title;
  const char* explanation;
};

std::array<Column, kColumns> columns(const Counting& counting) {
  return {{{"parameters",
            "Weights that are stored and trained: kh × kw × C × m for the depthwise "
            "filter, C × m × K for the pointwise matrix, kh × kw × C × K for a "
            "standard one."},
           {counting.flops ? "FLOPs" : "multiply-adds",
            "The parameters once for every output pixel, of every picture of the batch."},
           {"output",
            "Bytes of float32 that the stage writes. The z of the depthwise stage is what "
            "a standard convolution never stores; training must keep it."},
           {"moved",
            "Activations read and written at least, weights left out. In two passes z is "
            "written and read back; fused, z never leaves the cache and separable moves "
            "no more than standard."},
           {"FLOP / byte",
            "Arithmetic intensity: FLOPs (2 × MAC) for every byte moved. Depthwise "
            "does little for the bytes it moves, so memory sets its pace."}}};
}

void header_row(Frame& frame, const Table& table, const Counting& counting) {
  const auto titles = columns(counting);
  const Rect row = table.row(0);
  for (int i = 0; i < kColumns; ++i) {
    const Column& column = titles[static_cast<std::size_t>(i)];
    text(frame, frame.fonts.small, {table.column(i), middle(row)}, frame.palette.text_quiet,
         column.title, Align::right);
    const float left = i == 0 ? table.area.min.x : table.column(i - 1) + frame.px(8);
    explain_on(frame, {{left, row.min.y}, {table.column(i), row.max.y}}, column.title.c_str(),
               column.title, column.explanation);
  }
}

std::string large_count(std::int64_t value) {
  return value < 1'000'000'000 ? count(value) : rounded_count(static_cast<double>(value));
}

void table(Frame& frame, const Table& table, const std::vector<Line>& lines) {
  const Palette& p = frame.palette;
  header_row(frame, table, frame.view().cost.counting);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const Rect row = table.row(static_cast<int>(i) + 1);
    const float y = middle(row);
    const bool is_sum = i == 2;
    frame.draw->AddLine(row.min, {row.max.x, row.min.y}, p.panel_border);
    const float side = frame.px(9);
    if (!is_sum)
      fill(frame, {{row.min.x, y - side / 2}, {row.min.x + side, y + side / 2}}, line.colour);
    text(frame, is_sum || i == 3 ? frame.fonts.strong : frame.fonts.body,
         {row.min.x + side + frame.px(7), y}, p.text, line.name);
    const std::array<std::string, kColumns> cells{
        large_count(line.counted.params), large_count(line.counted.operations),
        bytes(static_cast<double>(line.output_bytes)), bytes(static_cast<double>(line.moved)),
        fixed(line.intensity(), 2)};
    for (int k = 0; k < kColumns; ++k)
      text(frame, frame.fonts.mono, {table.column(k), y}, p.text,
           cells[static_cast<std::size_t>(k)], Align::right);
  }
  const Line& separable = lines[2];
  const Line& standard = lines[3];
  const Rect row = table.row(5);
  frame.draw->AddLine(row.min, {row.max.x, row.min.y}, p.panel_border);
  text(frame, frame.fonts.body, {row.min.x + frame.px(16), middle(row)}, p.text_quiet,
       "separable : standard");
  const auto share = [](auto a, auto b) {
    return percent(static_cast<double>(a) / static_cast<double>(b));
  };
  const std::array<std::string, kColumns> ratios{
      share(separable.counted.params, standard.counted.params),
      share(separable.counted.operations, standard.counted.operations),
      share(separable.output_bytes, standard.output_bytes), share(separable.moved, standard.moved),
      share(separable.intensity(), standard.intensity())};
  for (int k = 0; k < kColumns; ++k)
    text(frame, frame.fonts.mono_strong, {table.column(k), middle(row)}, p.text,
         ratios[static_cast<std::size_t>(k)], Align::right);
}

/// Two bars: the folds stacked, and standard.
struct Bars {
  const char* title;
  double depthwise, pointwise, standard;
};

void bars(Frame& frame, const Rect& block, const Bars& b) {
  const Palette& p = frame.palette;
  const float title = line_height(frame.fonts.small);
  const double most = std::max(b.depthwise + b.pointwise, b.standard);
  const float bar = (block.height() - title - frame.px(3)) / 2;
  const auto share = [&](double v) { return static_cast<float>(v / most) * block.width(); };
  text(frame, frame.fonts.small, {block.min.x, block.min.y + title / 2}, p.text_quiet, b.title);
  const float top = block.min.y + title;
  const float first = std::max(1.0f, share(b.depthwise));
  fill(frame, {{block.min.x, top}, {block.min.x + first, top + bar}}, p.cost_depthwise);
  const float from = block.min.x + first + 1;
  fill(frame, {{from, top}, {std::max(from + 1, from + share(b.pointwise)), top + bar}},
       p.cost_pointwise);
  const float below = top + bar + frame.px(3);
  fill(frame, {{block.min.x, below}, {block.min.x + share(b.standard), below + bar}},
       p.cost_standard);
}

void all_bars(Frame& frame, const Rect& area, const std::vector<Line>& l) {
  const auto number = [](auto v) { return static_cast<double>(v); };
  const std::array<Bars, 3> groups{
      {{"parameters", number(l[0].counted.params), number(l[1].counted.params),
        number(l[3].counted.params)},
       {frame.view().cost.counting.flops ? "FLOPs" : "multiply-adds",
        number(l[0].counted.operations), number(l[1].counted.operations),
        number(l[3].counted.operations)},
       {"bytes moved", number(l[0].moved), number(l[1].moved), number(l[3].moved)}}};
  const float gap = frame.px(12);
  const float height = (area.height() - 2 * gap) / 3;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const float top = area.min.y + (height + gap) * static_cast<float>(i);
    bars(frame, {{area.min.x, top}, {area.max.x, top + height}}, groups[i]);
  }
}

/// "depthwise  3 × 3 × 3 × 1 = 27   × 1 × 211 × 320 = 1,823,040", every factor over its symbol.
void formula_row(Frame& frame, const LayerCost& c, Convolution part, const Rect& row) {
  const Palette& p = frame.palette;
  const model::Product params = model::params_product(part, c.layer, c.in);
  const model::Product macs = model::macs_product(part, c.layer, c.in);
  const model::Product pixels(macs.begin(), macs.begin() + 3);
  ImFont* mono = frame.fonts.mono;
  const float top = row.min.y;
  const float y = top + line_height(mono) / 2;
  text(frame, frame.fonts.body, {row.min.x, y}, p.text, model::convolution_name(part));
  float x = factors(frame, params, {row.min.x + frame.px(96), top});
  const float sum = row.min.x + row.width() * 0.5f;
  text(frame, mono, {x, y}, p.text_quiet, " = ");
  text(frame, frame.fonts.mono_strong, {sum, y}, p.text, large_count(model::value(params)),
       Align::right);
  text(frame, frame.fonts.small,
       {sum, top + line_height(mono) + line_height(frame.fonts.small) / 2}, p.text_quiet,
       "parameters", Align::right);
  x = text(frame, mono, {sum + frame.px(10), y}, p.text_quiet, "× ");
  x = factors(frame, pixels, {x, top});
  text(frame, mono, {x, y}, p.text_quiet, " = ");
  text(frame, frame.fonts.mono_strong, {row.max.x, y}, p.text, large_count(model::value(macs)),
       Align::right);
  text(frame, frame.fonts.small,
       {row.max.x, top + line_height(mono) + line_height(frame.fonts.small) / 2}, p.text_quiet,
       "multiply-adds", Align::right);
}

float formula_height(const Frame& frame) { return factor_height(frame) + frame.px(7); }

void formulas(Frame& frame, const LayerCost& c, const Rect& area) {
  const float height = formula_height(frame);
  float top = area.min.y;
  for (const Convolution part :
       {Convolution::depthwise, Convolution::pointwise, Convolution::standard}) {
    formula_row(frame, c, part, {{area.min.x, top}, {area.max.x, top + height}});
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

}  // namespace

void cost_page_counts(Frame& frame, const LayerCost& c, const Rect& room) {
  const CountedCost n = model::counted(c.cost, c.layer, c.in, frame.view().cost.counting);
  const std::vector<Line> lines = lines_of(frame, c, n);
  counting_row(frame, room.top(frame.px(28)));
  const Rect below = room.without_top(frame.px(38));
  const float gap = frame.px(28);
  const float left = (below.width() - gap) * 0.62f;
  const float right = below.width() - left - gap;
  const float row_height =
      std::clamp(below.height() * 0.05f, line_height(frame.fonts.body) + frame.px(8), frame.px(32));
  const Rect upper = below.top(row_height * 6);
  table(frame, {upper.left(left), row_height}, lines);
  all_bars(frame, upper.right(right), lines);
  const Rect middle_part =
      below.without_top(row_height * 6 + frame.px(16)).top(3 * formula_height(frame));
  formulas(frame, c, middle_part.left(left));
  notes(frame, c, middle_part.right(right));
  const Rect lower{{below.min.x, middle_part.max.y + frame.px(12)}, below.max};
  const float buttons = known_layer_buttons(frame, lower) + frame.px(20);
  if (lower.height() - buttons > frame.px(240)) cost_curves(frame, c, lower.without_top(buttons));
}

}  // namespace twofold::ui
