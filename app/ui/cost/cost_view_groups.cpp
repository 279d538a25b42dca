// The page of groups: from the standard convolution (1) to the depthwise one (in_channels), the
// grid of kernel slices that there are, and what each number of groups costs.
//
//        x0 x1 x2 x3
//     y0  #  #  .  .      # a slice of kh x kw weights, . none: y0 does not see x2
//     y1  #  #  .  .
//     y2  .  .  #  #
//     y3  .  .  #  #
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "app/ui/controls/widgets.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "core/chain/stage_cost.h"

namespace twofold::ui::inline cost {
namespace {

constexpr const char* kGrouped = "grouped";

/// Today's convolution by groups: of a document that has none, the standard one.
struct Grouped {
  core::Layer layer;
  core::Shape in;
  int groups = 1;
  bool is_block = false;  ///< the document is such a convolution

  int outputs() const { return layer.out_channels; }
  core::StageCost cost(int g) const {
    core::Stage stage = core::standard_stage(layer);
    stage.operation = core::Operation::grouped;
    stage.groups = g;
    return core::stage_cost(stage, in);
  }
};

Grouped grouped(const model::Document& document) {
  const bool is_block = document.block.name == kGrouped;
  return {document.layer, model::input_shape(document), is_block ? document.block.groups : 1,
          is_block};
}

/// The numbers of groups that divide both the channels and the outputs.
std::vector<int> possible(const Grouped& g) {
  const int most = std::gcd(g.in.channels, g.outputs());
  std::vector<int> all;
  for (int i = 1; i <= most; ++i)
    if (most % i == 0) all.push_back(i);
  return all;
}

void take(Frame& frame, const Grouped& g, int groups, bool dragging) {
  if (g.is_block && !dragging) return frame.emit(model::SetGroups{groups});
  // Both of one press, so that both are taken back at once.
  if (!g.is_block) frame.emit_drag(model::SetBlock{kGrouped});
  frame.emit_drag(model::SetGroups{groups});
}

void choose(Frame& frame, const Rect& line, const Grouped& g, const std::vector<int>& all) {
  if (const auto to = slider(
          frame, line,
          IntSlider{.id = "page groups",
                    .label = "groups",
                    .value = g.groups,
                    .lowest = 1,
                    .highest = std::max(2, all.back()),
                    .highest_typed = core::kMaxChannels,
                    .stops = all,
                    .enabled = all.size() > 1,
                    .help = all.size() > 1 ? "1 is the standard convolution, in_channels the "
                                             "depthwise one. Only numbers that divide channels "
                                             "and outputs."
                                           : "Only 1 divides both the channels and the "
                                             "outputs: there is nothing to choose. Change out "
                                             "in the bar, or the channels under More."}))
    take(frame, g, to->value, to->dragging);
}

/// What the number of groups makes of the convolution.
std::string kind_words(const Grouped& g) {
  if (g.groups == 1) return "One group: a standard convolution, every output sees every channel.";
  if (g.groups == g.in.channels)
    return fmt::format(
        "As many groups as channels: depthwise, with channel_multiplier {}. No output sees two "
        "channels.",
        g.outputs() / g.groups);
  return fmt::format("{} groups: {} channels and {} outputs each, which see nothing of the others.",
                     g.groups, g.in.channels / g.groups, g.outputs() / g.groups);
}

/// Which slice a cell is.
std::string cell_words(const Grouped& g, int q, int k) {
  const int inputs = g.in.channels / g.groups;
  const int outputs = g.outputs() / g.groups;
  if (q / inputs != k / outputs)
    return fmt::format("No weights: y{} is of group {} and x{} of group {}.", k, k / outputs, q,
                       q / inputs);
  return fmt::format(
      "A slice of {}x{} weights: W[:, :, {}, {}]. All {} slices of group {} are one block of the "
      "filter.",
      g.layer.kernel.height, g.layer.kernel.width, q % inputs, k, inputs * outputs, q / inputs);
}

/// A slice, with a line between every two of its weights where they can be counted.
void slice(Frame& frame, const Rect& cell, ImU32 colour, const core::Extent& kernel) {
  fill(frame, cell, colour, frame.px(2));
  const float across = cell.width() / static_cast<float>(kernel.width);
  const float down = cell.height() / static_cast<float>(kernel.height);
  if (std::min(across, down) < frame.px(5)) return;
  const ImU32 line = fade(frame.palette.panel, 0.6f);
  for (int i = 1; i < kernel.width; ++i) {
    const float x = cell.min.x + across * static_cast<float>(i);
    frame.draw->AddLine({x, cell.min.y}, {x, cell.max.y}, line);
  }
  for (int i = 1; i < kernel.height; ++i) {
    const float y = cell.min.y + down * static_cast<float>(i);
    frame.draw->AddLine({cell.min.x, y}, {cell.max.x, y}, line);
  }
}

/// The grid of slices: channels across, outputs down, as many as there is room for.
void grid(Frame& frame, const Rect& room, const Grouped& g) {
  const Palette& p = frame.palette;
  const float names = text_width(frame.fonts.mono_small, "y000") + frame.px(6);
  const float head = line_height(frame.fonts.mono_small);
  const Rect area = room.without_left(names).without_top(head);
  constexpr float kLeast = 5;
  constexpr float kMost = 110;
  const float side = std::clamp(std::min(area.width() / static_cast<float>(g.in.channels),
                                         area.height() / static_cast<float>(g.outputs())),
                                frame.px(kLeast), frame.px(kMost));
  const int across = std::min(g.in.channels, how_many(area.width(), side));
  const int down = std::min(g.outputs(), how_many(area.height(), side));
  const bool has_names = side >= head;
  const int inputs = g.in.channels / g.groups;
  const int outputs = g.outputs() / g.groups;
  frame.registry.add({"groups grid",
                      area.min,
                      {area.min.x + side * static_cast<float>(across),
                       area.min.y + side * static_cast<float>(down)},
                      0});
  for (int k = 0; k < down; ++k) {
    for (int q = 0; q < across; ++q) {
      const ImVec2 at{area.min.x + side * static_cast<float>(q),
                      area.min.y + side * static_cast<float>(k)};
      const Rect cell = Rect{at, {at.x + side, at.y + side}}.shrunk(side > frame.px(10) ? 1 : 0.5f);
      const bool exists = q / inputs == k / outputs;
      if (exists)
        slice(frame, cell, channel_hue(p, q / inputs, g.groups), g.layer.kernel);
      else
        outline(frame, cell, fade(p.text_faint, 0.35f), 1, frame.px(2));
      if (cell.contains(ImGui::GetIO().MousePos) && !frame.present())
        explain(frame, cell, fmt::format("y{} and x{}", k, q), cell_words(g, q, k));
      if (has_names && k == 0)
        text(frame, frame.fonts.mono_small, {cell.centre().x, room.min.y + head / 2}, p.text_quiet,
             fmt::format("x{}", q), Align::centre);
    }
    if (has_names)
      text(frame, frame.fonts.mono_small,
           {area.min.x - frame.px(6), area.min.y + side * (static_cast<float>(k) + 0.5f)},
           p.text_quiet, fmt::format("y{}", k), Align::right);
  }
}

/// One line a number of groups: weights and multiply-adds, as bars beside those of one group.
void table(Frame& frame, const Rect& room, const Grouped& g, const std::vector<int>& all) {
  const Palette& p = frame.palette;
  const core::StageCost whole = g.cost(1);
  const float row = control_height(frame);
  Rect rest = room;
  const auto column = [&](float share) { return room.min.x + room.width() * share; };
  text(frame, frame.fonts.small, {column(0.16f), middle(rest.top(row))}, p.text_quiet, "groups",
       Align::right);
  text(frame, frame.fonts.small, {column(0.42f), middle(rest.top(row))}, p.text_quiet, "weights",
       Align::right);
  text(frame, frame.fonts.small, {column(0.70f), middle(rest.top(row))}, p.text_quiet,
       "multiply-adds", Align::right);
  rest = rest.without_top(row);
  for (const int groups : all) {
    if (rest.height() < row) return;
    const Rect line = rest.top(row);
    rest = rest.without_top(row);
    const core::StageCost cost = g.cost(groups);
    const Pressable state = pressable(frame, fmt::format("groups {}", groups), line, true,
                                      fmt::format("{} groups", groups), "Click to have them.");
    if (groups == g.groups) fill(frame, line, p.accent_soft, frame.px(4));
    if (groups != g.groups && state.hovered) fill(frame, line, p.panel_hovered, frame.px(4));
    const float y = middle(line);
    text(frame, frame.fonts.mono, {column(0.16f), y}, p.text, std::to_string(groups), Align::right);
    text(frame, frame.fonts.mono_small, {column(0.42f), y}, p.text, count(cost.params),
         Align::right);
    text(frame, frame.fonts.mono_small, {column(0.70f), y}, p.text,
         rounded_count(static_cast<double>(cost.macs)), Align::right);
    const float share = static_cast<float>(cost.macs) / static_cast<float>(whole.macs);
    const float left = column(0.73f);
    fill(frame,
         {{left, y - line.height() * 0.2f},
          {left + (room.max.x - left) * share, y + line.height() * 0.2f}},
         groups == g.groups ? p.accent : p.cost_standard);
    if (state.clicked) take(frame, g, groups, false);
  }
}

/// The number of weights, worked out.
std::string formula(const Grouped& g) {
  const core::StageCost cost = g.cost(g.groups);
  return fmt::format(
      "kh \xc3\x97 kw \xc3\x97 in_channels / groups \xc3\x97 outputs = {} \xc3\x97 {} \xc3\x97 {} "
      "/ {} "
      "\xc3\x97 {} = {} weights; with a bias each, {}.",
      g.layer.kernel.height, g.layer.kernel.width, g.in.channels, g.groups, g.outputs(),
      count(cost.params), count(cost.params + g.outputs()));
}

/// What came of it, on the picture.
void result(Frame& frame, const Rect& room, const Grouped& g) {
  const model::Evaluation& e = *frame.session.numbers();
  const bool in_colour = e.y()->shape.channels == 3;
  const paint::PictureKey key =
      in_colour ? paint::PictureKey{paint::PictureKind::output_rgb, 0, 0}
                : paint::PictureKey{paint::PictureKind::result, 0, e.stages.count()};
  const std::string name = in_colour ? "y0 y1 y2 as R, G, B" : "y0";
  page_picture(frame, {"groups result", key, e.y()->shape},
               g.is_block ? name : name + ", of the block as it is", room);
}

}  // namespace

void cost_page_groups(Frame& frame, const Rect& room) {
  const Grouped g = grouped(frame.document());
  const std::vector<int> all = possible(g);
  const float gap = frame.px(18);
  const Rect left = room.left(room.width() * 0.46f - gap / 2);
  Rect right = room.without_left(left.width() + gap);
  choose(frame, right.top(control_height(frame)), g, all);
  right = right.without_top(control_height(frame) + frame.px(8));
  const auto say = [&](const std::string& words, ImU32 colour) {
    const float line = line_height(frame.fonts.body);
    const float height = paragraph(frame, frame.fonts.body, {right.min.x, right.min.y + line / 2},
                                   colour, words, right.width());
    right = right.without_top(height + frame.px(6));
  };
  for (const core::Problem& problem : frame.session.problems())
    say(problem.sentence, frame.palette.warning);
  if (!frame.session.problems().empty()) return;
  grid(frame, left, g);
  if (!g.is_block)
    say("The block is another one now; the slider makes it a convolution by groups.",
        frame.palette.text_quiet);
  say(kind_words(g), frame.palette.text);
  say(formula(g), frame.palette.text_quiet);
  if (all.size() < 3)
    say("With more channels there is more to choose: More, Input, channels made of the picture.",
        frame.palette.text_quiet);
  const float rows = control_height(frame) * static_cast<float>(all.size() + 1);
  const float table_height = std::min(rows, right.height() * 0.55f);
  table(frame, right.top(table_height), g, all);
  right = right.without_top(table_height + frame.px(10));
  if (frame.session.numbers() && frame.session.is_current()) result(frame, right, g);
}

}  // namespace twofold::ui::inline cost
