// The cost panel of a block: its stages one below the other, their sum, and the standard
// convolution of the same input and output.
//
//     BLOCK                weights   multiply-adds
//     expansion                 18          1.22 M
//     depthwise                 54          3.65 M
//     projection                18          1.22 M
//     together                  90          6.08 M
//     standard                  81          5.47 M
#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/cost/panels.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "core/chain/blocks.h"
#include "core/chain/collapse.h"
#include "core/chain/stage_cost.h"

namespace twofold::ui::inline cost {
namespace {

/// Where the numbers of weights end, as a share of the line.
constexpr float kWeights = 0.62f;

/// A line of the table.
struct Row {
  std::string name;
  core::StageCost cost;
  bool is_strong = false;
};

std::vector<Row> rows_of(const model::Document& document) {
  const core::Shape in = model::input_shape(document);
  const core::Chain list = model::stages_of(document);
  const std::vector<core::StageCost> costs = core::stage_costs(list, in);
  std::vector<Row> rows;
  core::StageCost sum;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    rows.push_back({list.stages[i].label, costs[i], false});
    sum = sum + costs[i];
  }
  rows.push_back({"together", sum, true});
  const core::Chain standard = model::standard_stages_of(document);
  rows.push_back({"standard", core::stage_costs(standard, in).front(), false});
  return rows;
}

void write_row(Frame& frame, const Rect& line, const Row& row) {
  const float y = middle(line);
  const float weights_right = line.min.x + line.width() * kWeights;
  const ImU32 ink = row.is_strong ? frame.palette.text : frame.palette.text_quiet;
  text_within(frame, row.is_strong ? frame.fonts.strong : frame.fonts.small, {line.min.x, y}, ink,
              row.name, line.width() * 0.36f);
  ImFont* font = row.is_strong ? frame.fonts.mono_strong : frame.fonts.mono_small;
  text(frame, font, {weights_right, y}, ink, count(row.cost.params), Align::right);
  text(frame, font, {line.max.x, y}, ink, rounded_count(static_cast<double>(row.cost.macs)),
       Align::right);
  explain_on(frame, line, ("cost of " + row.name).c_str(), row.name,
             fmt::format("{} weights, without biases and normalisations; {} multiply-adds, taps in "
                         "the padding counted; {} of output.",
                         count(row.cost.params), count(row.cost.macs),
                         bytes(static_cast<double>(row.cost.output_bytes))));
}

/// The names of the columns.
void write_heads(Frame& frame, const Rect& line, float weights_right) {
  ImFont* font = frame.fonts.small;
  const float y = middle(line);
  text(frame, font, {weights_right, y}, frame.palette.text_quiet, "weights", Align::right);
  const std::string macs =
      longest_fitting(font, line.max.x - weights_right - frame.px(8), {"multiply-adds", "MACs"});
  text(frame, font, {line.max.x, y}, frame.palette.text_quiet, macs, Align::right);
}

/// What no filter can do for the block, or that one can; in brief where there is no more room.
void write_collapse(Frame& frame, const Rect& room) {
  const core::Chain list = model::stages_of(frame.document());
  ImFont* font = frame.fonts.small;
  const int lines = how_many(room.height(), line_height(font));
  if (list.stages.size() < 2 || lines < 1) return;
  const bool collapses = core::collapses(list);
  const std::string_view whole =
      collapses ? "Nothing stands between: one standard filter does the same."
                : "Something stands between: no standard filter does the same.";
  const std::string_view brief =
      collapses ? "one standard filter does the same" : "no standard filter does the same";
  const bool fits = paragraph_lines(font, whole, room.width()) <= lines;
  paragraph(frame, font, {room.min.x, room.min.y + line_height(font) / 2}, frame.palette.text_quiet,
            fits ? whole : brief, room.width(), lines);
  explain_on(frame, room, "cost collapse", "One filter for all of it", whole);
}

}  // namespace

void block_cost(Frame& frame, const Rect& inside) {
  const model::Document& document = frame.document();
  const core::Block* block = core::find_block(document.block.name);
  const std::vector<Row> rows = rows_of(document);
  const float head = line_height(frame.fonts.strong) + frame.px(4);
  Rect rest = inside;
  const float left = text(frame, frame.fonts.strong, {rest.min.x, middle(rest.top(head))},
                          frame.palette.text, "COST") +
                     frame.px(10);
  const char* more = frame.present() ? "More" : "More about cost";
  if (link_button(frame, {rest.max.x, middle(rest.top(head))}, more)) frame.look(model::OpenCost{});
  text_within(frame, frame.fonts.small, {left, middle(rest.top(head))}, frame.palette.text_quiet,
              block ? block->title : "",
              rest.max.x - left - text_width(frame.fonts.small, more) - frame.px(8));
  rest = rest.without_top(head);
  const float line = line_height(frame.fonts.mono_strong);
  write_heads(frame, rest.top(line), rest.min.x + rest.width() * kWeights);
  rest = rest.without_top(line);
  for (const Row& row : rows) {
    if (rest.height() < line) return;
    write_row(frame, rest.top(line), row);
    rest = rest.without_top(line);
  }
  const auto& whole = rows[rows.size() - 2].cost;
  const auto& standard = rows.back().cost;
  if (rest.height() < line) return;
  const double ratio = static_cast<double>(whole.macs) / static_cast<double>(standard.macs);
  const std::string share = percent(ratio);
  text(frame, frame.fonts.small, {rest.min.x, middle(rest.top(line))}, frame.palette.text,
       longest_fitting(frame.fonts.small, rest.width(),
                       {share + " of a standard convolution's multiply-adds",
                        share + " of standard's MACs", share + " of standard"}));
  write_collapse(frame, rest.without_top(line + frame.px(2)));
}

}  // namespace twofold::ui::inline cost
