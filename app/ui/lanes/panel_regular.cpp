// Lanes 2 and 3 of a standard convolution: every output has a block of its own, as deep as the
// input. All kh*kw*C products of a block enter one sum; filtering and mixing are one step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/number_cell.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/tap_colour.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/output_grid.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/regular_blocks.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

/// The slice of output k's filter that multiplies input channel q; -1 where there is none: of a
/// grouped convolution an output sees the channels of its own group only.
int slice_of(const Frame& frame, int q, int k) {
  const core::Stage& stage = shown_list(frame).stage(0);
  const core::FilterShape& w = shown_filter(frame).shape;
  if (stage.operation != core::Operation::grouped) return q;
  const int group = k / (w.out / stage.groups);
  return q / w.in == group ? q % w.in : -1;
}

/// Whether all numbers of a slice have room: a few of them alone would make the others look like 0.
bool is_written(const Frame& frame, const core::Filter& w, int slice, int k, ImVec2 cell) {
  for (int ky = 0; ky < w.shape.height; ++ky)
    for (int kx = 0; kx < w.shape.width; ++kx)
      if (!is_room_for(frame, w.at(ky, kx, slice, k), cell)) return false;
  return true;
}

void draw_slice(Frame& frame, const Rect& at, int q, int k, const Blocks& all) {
  const model::Highlight& h = frame.session.highlighted();
  const core::Filter& w = shown_filter(frame);
  const int slice = slice_of(frame, q, k);
  const int inputs = frame.session.numbers()->x()->shape.channels;
  if (slice < 0) return outline(frame, at.shrunk(-2), fade(frame.palette.text_faint, 0.35f));
  const float width = at.width() / static_cast<float>(w.shape.width);
  const float height = at.height() / static_cast<float>(w.shape.height);
  const bool lit =
      h.lit.back()[static_cast<std::size_t>(k)] && h.lit.front()[static_cast<std::size_t>(q)];
  const bool coloured = lit && taps_are_walked(frame);
  const bool written = is_written(frame, w, slice, k, {width - 1, height - 1});
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      const ImVec2 min{at.min.x + width * static_cast<float>(kx),
                       at.min.y + height * static_cast<float>(ky)};
      const NumberCell c{fmt::format("W{},{} cell {},{}", q, k, ky, kx),
                         {min, {min.x + width - 1, min.y + height - 1}},
                         w.at(ky, kx, slice, k),
                         all.limit,
                         lit,
                         false,
                         false,
                         written};
      if (number_cell(frame, c).hovered && !frame.present())
        explain(frame, fmt::format("W[{}, {}, {}, {}] = {}", ky, kx, q, k, exact(c.value)),
                "The standard filter that D and P come to: the sum over r of D[di,dj,q,r] times "
                "P[0,0,q\xc2\xb7m+r,k]. Change D or P in the Separable view.");
      const bool at_work = h.tap && h.tap->ky == ky && h.tap->kx == kx;
      if (coloured && !tap_is_skipped(frame, ky, kx))
        tap_frame(frame, c.rect, tap_colour(frame, ky, kx), at_work);
      if (coloured && at_work) selection_outline(frame, c.rect, frame.px(1.5f));
    }
  }
  outline(frame, at.shrunk(-2), fade(channel_hue(frame.palette, q, inputs), lit ? 0.9f : 0.35f),
          frame.px(1.5f));
  if (k == frame.session.path().k() && q == frame.session.path().q())
    selection_outline(frame, at.shrunk(-3), frame.px(1.5f));
}

void choose(Frame& frame, int k) {
  const model::OutputPixel p = frame.session.highlighted().pixel;
  frame.look(model::SetPin{{model::kOutput, p.row, p.column, k}});
}

/// "W for y0", and the shape of its filter below it or behind it.
void write_name(Frame& frame, const Rect& words, int k, bool chosen, bool in_one_line) {
  const core::FilterShape& w = shown_filter(frame).shape;
  const float x = words.min.x + frame.px(10);
  const float y = words.centre().y;
  const float apart = in_one_line ? 0 : frame.px(9);
  const float end =
      text(frame, chosen ? frame.fonts.strong : frame.fonts.body, {x, y - apart},
           chosen ? frame.palette.text : frame.palette.text_quiet, fmt::format("W for y{}", k));
  text(frame, frame.fonts.mono_small, {in_one_line ? end + frame.px(10) : x, y + apart},
       frame.palette.text_quiet, fmt::format("{}\xc3\x97{}\xc3\x97{}", w.height, w.width, w.in));
}

void draw_block(Frame& frame, const Blocks& all, int k) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const int inputs = e.x()->shape.channels;
  const Rect block = all.block(k);
  const Rect body{{block.min.x + frame.px(4), block.min.y + frame.px(1)},
                  {block.max.x - frame.px(10), block.max.y - frame.px(3)}};
  const bool chosen = all.docked == k;
  fill(frame, body, chosen ? frame.palette.panel_raised : frame.palette.panel, frame.px(6));
  const Slices at = slices(frame, all, k);
  const bool above = chosen && all.words_above;
  const Rect words = above ? body.top(words_above(frame)) : body;
  if (press_area(fmt::format("block {}", k), above ? words : body.left(frame.px(72))))
    choose(frame, k);
  frame.registry.add({fmt::format("block {}", k), body.min, body.max, 0});
  write_name(frame, words, k, chosen, above);
  for (int q = 0; q < inputs; ++q) {
    if (at.slice(q).overlaps(all.area)) draw_slice(frame, at.slice(q), q, k, all);
    if (q + 1 < inputs && inputs <= 4)
      text(frame, frame.fonts.body,
           {(at.slice(q).max.x + at.slice(q + 1).min.x) / 2, at.slice(q).centre().y},
           frame.palette.text_quiet, "+", Align::centre);
  }
  const bool is_standard =
      frame.view().operation == model::OperationView::regular && e.standard != nullptr;
  const model::SharedTensor& y = is_standard ? e.standard : e.y();
  const paint::PictureKey key = {
      is_standard ? paint::PictureKind::standard : paint::PictureKind::result, k, e.stages.count()};
  text(frame, chosen ? frame.fonts.mono_strong : frame.fonts.mono,
       {body.max.x - frame.px(10), words.centre().y},
       chosen ? frame.palette.text : frame.palette.text_quiet,
       "= " + shown_value(frame, {key, y, k}, h.pixel), Align::right);
  if (chosen) outline(frame, body, frame.palette.selection, frame.px(1.5f), frame.px(6));
}

/// Every input enters the chosen block, each at its own slice.
void draw_ways_in(Frame& frame, const Blocks& all, const Rect& lane, const Rect& input_lane) {
  const int inputs = frame.session.numbers()->x()->shape.channels;
  const int k = all.docked;
  const Rows shared = shared_rows(frame, lane_parts(frame, input_lane).rows, model::kInput);
  const float to_y = all.block(k).centre().y;
  const int on_path = frame.session.path().q();
  for (int q = 0; q < inputs; ++q) {
    if (!shared.is_visible(q) || (inputs > 8 && q != on_path)) continue;
    if (slice_of(frame, q, k) < 0) continue;
    const Rect picture = input_row(frame, input_lane, shared, q).picture;
    const float bus = lane.min.x - frame.px(4) + frame.px(4) * static_cast<float>(q % 3);
    const float level =
        to_y + frame.px(5) * (static_cast<float>(q) - static_cast<float>(inputs - 1) / 2);
    link(frame, {{{picture.max.x, picture.centre().y},
                  {bus, picture.centre().y},
                  {bus, level},
                  {lane.min.x + frame.px(14), level}},
                 fade(channel_hue(frame.palette, q, inputs), q == on_path ? 1 : 0.6f),
                 frame.px(q == on_path ? 2.5f : 1.5f),
                 false});
  }
}

void draw_way_out(Frame& frame, const Blocks& all, const Rect& lane) {
  const OutputGrid grid = output_grid(frame, layout(frame, ImGui::GetIO().DisplaySize).output);
  const int k = all.docked;
  if (!grid.is_visible(k)) return;
  const Rect to = grid.cell(k);
  const float height = to.min.y + frame.px(10);
  const float from = all.block(k).centre().y;
  const float gutter = lane.max.x + frame.px(2);
  link(frame, {{{lane.max.x - frame.px(20), from},
                {gutter, from},
                {gutter, height},
                {to.min.x - frame.px(4), height}},
               frame.palette.selection,
               frame.px(2),
               false});
}

}  // namespace

void panel_regular(Frame& frame, const Rect& rect) {
  const core::FilterShape& w = shown_filter(frame).shape;
  const bool is_grouped = shown_list(frame).stage(0).operation == core::Operation::grouped;
  lane_card(frame, rect, is_grouped ? "GROUPED CONVOLUTION" : "STANDARD CONVOLUTION",
            shape_text(w.height, w.width, w.in, w.out),
            is_grouped ? "each output has one filter, as deep as its group"
                       : "each output has one filter, as deep as the input: one step");
  const Blocks all = blocks(frame, rect);
  const Rect input_lane = layout(frame, ImGui::GetIO().DisplaySize).input;
  frame.draw->PushClipRect(all.area.min, all.area.max, true);
  for (int k = 0; k < all.count; ++k)
    if (k != all.docked && all.block(k).overlaps(all.area)) draw_block(frame, all, k);
  draw_block(frame, all, all.docked);
  frame.draw->PopClipRect();
  const float by = lane_wheel(frame, rect);
  auto to = scroll_bar(frame, "blocks scroll bar", all.area, all.content(), all.scroll);
  if (by != 0) to = std::clamp(all.scroll + by, 0.0f, all.most_scroll());
  if (to) frame.look(model::ScrollOutputs{*to});
  if (!frame.present()) draw_ways_in(frame, all, rect, input_lane);
}

void link_from_block(Frame& frame, const Rect& rect) {
  draw_way_out(frame, blocks(frame, rect), rect);
}

}  // namespace twofold::ui::inline lanes
