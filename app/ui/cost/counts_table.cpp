#include "app/ui/cost/counts_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

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
  const char* says;

  double intensity() const { return static_cast<double>(flops) / static_cast<double>(moved); }
};

std::vector<Line> lines_of(const Frame& frame, const LayerCost& c, const CountedCost& n) {
  const Palette& p = frame.palette;
  const model::MovedBytes moved = model::moved_bytes(c.layer, c.in);
  const core::Cost& k = c.cost;
  return {
      {"depthwise", p.cost_depthwise, n.depthwise, k.depthwise.output_bytes, moved.depthwise,
       k.depthwise.flops(), "Fold 1: every channel filtered on its own, m filters each."},
      {"pointwise", p.cost_pointwise, n.pointwise, k.pointwise.output_bytes, moved.pointwise,
       k.pointwise.flops(), "Fold 2: all C × m intermediates mixed at every pixel, K times."},
      {"separable", p.cost_pointwise, n.separable,
       k.depthwise.output_bytes + k.pointwise.output_bytes, moved.separable, k.separable.flops(),
       "Both folds one after the other, z written and read back."},
      {"standard", p.cost_standard, n.standard, k.standard.output_bytes, moved.standard,
       k.standard.flops(),
       "One convolution from the same input to the same output: every output has a kernel as deep "
       "as the input."}};
}

constexpr int kColumns = 5;

struct Table {
  Rect area;
  float row_height;
  float names;                ///< share of the width that the names take
  ImFont* numbers = nullptr;  ///< larger where rows and columns have room for that
  bool is_large = false;

  /// Right edge of column i; the names stand left of the first.
  float column(int i) const {
    return area.max.x - column_width() * static_cast<float>(kColumns - 1 - i);
  }
  float column_width() const { return area.width() * (1 - names) / kColumns; }
  Rect row(int i) const {
    const float top = area.min.y + row_height * static_cast<float>(i);
    return {{area.min.x, top}, {area.max.x, top + row_height}};
  }
};

struct Column {
  std::string title;
  std::string short_title;  ///< where the other does not fit
  const char* explanation;
};

std::array<Column, kColumns> columns(const Counting& counting) {
  return {{{"parameters", "params",
            "Weights that are stored and trained: kh × kw × C × m for the depthwise "
            "filter, C × m × K for the pointwise matrix, kh × kw × C × K for a "
            "standard one."},
           {counting.flops ? "FLOPs" : "multiply-adds", counting.flops ? "FLOPs" : "MACs",
            "The parameters once for every output pixel, of every picture of the batch."},
           {"output", "output",
            "Bytes of float32 that the stage writes. The z of the depthwise stage is what "
            "a standard convolution never stores; training must keep it."},
           {"moved", "moved",
            "Activations read and written at least, weights left out. In two passes z is "
            "written and read back; fused, z never leaves the cache and separable moves "
            "no more than standard."},
           {"FLOP / byte", "FLOP/B",
            "Arithmetic intensity: FLOPs (2 × MAC) for every byte moved. Depthwise "
            "does little for the bytes it moves, so memory sets its pace."}}};
}

void header_row(Frame& frame, const Table& table, const Counting& counting) {
  const auto titles = columns(counting);
  const Rect row = table.row(0);
  for (int i = 0; i < kColumns; ++i) {
    const Column& column = titles[static_cast<std::size_t>(i)];
    const float left = i == 0 ? table.area.min.x : table.column(i - 1) + frame.px(8);
    const bool fits =
        text_width(frame.fonts.small, column.title) <= table.column_width() - frame.px(10);
    text(frame, frame.fonts.small, {table.column(i), middle(row)}, frame.palette.text_quiet,
         fits ? column.title : column.short_title, Align::right);
    explain_on(frame, {{left, row.min.y}, {table.column(i), row.max.y}}, column.title.c_str(),
               column.title, column.explanation);
  }
}

std::array<std::string, kColumns> cells_of(const Line& line) {
  return {large_count(line.counted.params), large_count(line.counted.operations),
          bytes(static_cast<double>(line.output_bytes)), bytes(static_cast<double>(line.moved)),
          fixed(line.intensity(), 2)};
}

/// Large letters where the rows are high and every number has room.
void choose_letters(const Frame& frame, Table& table, const std::vector<Line>& lines) {
  ImFont* large = frame.fonts.mono_display;
  table.is_large = !frame.present() && table.row_height >= 1.4f * line_height(large);
  for (const Line& line : lines)
    for (const std::string& cell : cells_of(line))
      table.is_large &= text_width(large, cell) <= table.column_width() - frame.px(16);
  table.numbers = table.is_large ? large : frame.fonts.mono;
}

void line_row(Frame& frame, const Table& table, int at, const Line& line) {
  const Palette& p = frame.palette;
  const Rect row = table.row(at);
  const float y = middle(row);
  const bool is_fold = at < 3;
  const bool is_sum = at == 3;
  frame.draw->AddLine(row.min, {row.max.x, row.min.y}, p.panel_border);
  const float side = frame.px(9);
  if (!is_sum)
    fill(frame, {{row.min.x, y - side / 2}, {row.min.x + side, y + side / 2}}, line.colour);
  ImFont* name = table.is_large ? frame.fonts.title
                 : is_fold      ? frame.fonts.body
                                : frame.fonts.strong;
  text(frame, name, {row.min.x + side + frame.px(7), y}, p.text, line.name);
  const std::array<std::string, kColumns> cells = cells_of(line);
  for (int k = 0; k < kColumns; ++k)
    text(frame, table.numbers, {table.column(k), y}, p.text, cells[static_cast<std::size_t>(k)],
         Align::right);
  explain_on(frame, row, fmt::format("row {}", line.name).c_str(), line.name, line.says);
}

void ratio_row(Frame& frame, const Table& table, const std::vector<Line>& lines) {
  const Palette& p = frame.palette;
  const Line& separable = lines[2];
  const Line& standard = lines[3];
  const Rect row = table.row(kCountsRows - 1);
  frame.draw->AddLine(row.min, {row.max.x, row.min.y}, p.panel_border);
  text(frame, frame.fonts.body, {row.min.x + frame.px(16), middle(row)}, p.text_quiet,
       frame.present() ? "ratio" : "separable : standard");
  const auto share = [](auto a, auto b) {
    return percent(static_cast<double>(a) / static_cast<double>(b));
  };
  const std::array<std::string, kColumns> ratios{
      share(separable.counted.params, standard.counted.params),
      share(separable.counted.operations, standard.counted.operations),
      share(separable.output_bytes, standard.output_bytes), share(separable.moved, standard.moved),
      share(separable.intensity(), standard.intensity())};
  for (int k = 0; k < kColumns; ++k)
    text(frame, table.is_large ? table.numbers : frame.fonts.mono_strong,
         {table.column(k), middle(row)}, p.text, ratios[static_cast<std::size_t>(k)], Align::right);
  explain_on(frame, row, "counts ratio", "Separable : standard",
             "How many times as much: below 100 % separable takes less.");
}

/// Two bars: the folds stacked, and standard.
struct Bars {
  const char* title;
  const char* name;  ///< in the registry
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
  explain_on(frame, block, b.name, b.title,
             "Above separable: depthwise, then pointwise. Below standard. One scale for both.");
}

void all_bars(Frame& frame, const Rect& area, const std::vector<Line>& l) {
  const auto number = [](auto v) { return static_cast<double>(v); };
  const std::array<Bars, 3> groups{
      {{"parameters", "bars of parameters", number(l[0].counted.params),
        number(l[1].counted.params), number(l[3].counted.params)},
       {frame.view().cost.counting.flops ? "FLOPs" : "multiply-adds", "bars of operations",
        number(l[0].counted.operations), number(l[1].counted.operations),
        number(l[3].counted.operations)},
       {"bytes moved", "bars of bytes", number(l[0].moved), number(l[1].moved),
        number(l[3].moved)}}};
  const float gap = frame.px(12);
  const float height = (area.height() - 2 * gap) / 3;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const float top = area.min.y + (height + gap) * static_cast<float>(i);
    bars(frame, {{area.min.x, top}, {area.max.x, top + height}}, groups[i]);
  }
}

}  // namespace

std::string large_count(std::int64_t value) {
  return value < 1'000'000'000 ? count(value) : rounded_count(static_cast<double>(value));
}

void counts_table(Frame& frame, const LayerCost& c, const CountedCost& n, const Rect& area) {
  Table shape{area, area.height() / kCountsRows, frame.present() ? 0.2f : 0.16f};
  const std::vector<Line> lines = lines_of(frame, c, n);
  choose_letters(frame, shape, lines);
  header_row(frame, shape, frame.view().cost.counting);
  for (std::size_t i = 0; i < lines.size(); ++i)
    line_row(frame, shape, static_cast<int>(i) + 1, lines[i]);
  ratio_row(frame, shape, lines);
}

void counts_bars(Frame& frame, const LayerCost& c, const CountedCost& n, const Rect& area) {
  all_bars(frame, area, lines_of(frame, c, n));
}

}  // namespace twofold::ui::inline cost
