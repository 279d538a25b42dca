// Lane 3, fold 2: the pointwise matrix as it is stored. Every row is level with its intermediate;
// the sum runs down a column to its output.
#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/controls/number_cell.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/columns.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/matrix.h"
#include "app/ui/lanes/matrix_made.h"
#include "app/ui/lanes/mix_chooser.h"
#include "app/ui/lanes/output_grid.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

/// From each source to its weight in the chosen column: width is the size of the weight. Past the
/// words that stand beside its picture.
void draw_row_links(Frame& frame, const Matrix& m) {
  for (int t = 0; t < row_count(m); ++t) {
    if (!is_seen(m, t)) continue;
    const Role in_path = role(t == m.row_on_path(), m.row_is_lit(t));
    const ImU32 hue = result_hue(frame, m.source(), t);
    const float weight = m.filter().at(0, 0, t, m.chosen());
    const Rect cell = cell_rect(frame, m, t, m.chosen());
    const float past = channel_place(frame, m.source(), t).past;
    const bool is_quiet = in_path == Role::left_out || weight == 0;
    link(frame,
         {{{past, cell.centre().y}, {std::max(cell.min.x, m.columns.area.min.x), cell.centre().y}},
          is_quiet                   ? frame.palette.link_quiet
          : in_path == Role::on_path ? hue
                                     : fade(hue, 0.6f),
          weight != 0 ? link_thickness(frame, weight, m.limit) : 1,
          weight < 0});
  }
}

/// Which intermediate each row is: before a class no lane stands beside them that tells.
void draw_row_names(Frame& frame, const Matrix& m) {
  for (int t = 0; t < row_count(m); ++t) {
    if (!is_seen(m, t)) continue;
    const Rect cell = cell_rect(frame, m, t, m.chosen());
    if (cell.centre().y < m.rows.area.min.y || cell.centre().y > rows_end(m)) continue;
    const std::string name = model::letter_of(m.e.stages.list, m.source()) + std::to_string(t);
    const float room = m.columns.area.min.x - m.rows.area.min.x - frame.px(4);
    text_fitted(frame, frame.fonts.strong, {m.rows.area.min.x + room / 2, cell.centre().y},
                result_hue(frame, m.source(), t), name, room);
  }
}

void choose_output(Frame& frame, const Matrix& m, int k) {
  const model::OutputPixel p = at_result(m);
  frame.look(model::SetPin{{m.result(), p.row, p.column, k}});
}

void draw_head(Frame& frame, const Matrix& m, int k) {
  const Rect column = m.columns.column(k);
  const bool chosen = m.chosen() == k;
  const Rect at{{column.min.x, m.heads.min.y}, {column.max.x, m.heads.max.y}};
  const std::string name = m.made(k);
  if (press_area("head " + name, at)) choose_output(frame, m, k);
  frame.registry.add({"head " + name, at.min, at.max, 0});
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, fmt::format("Column {}: {} {}", k, m.is_last() ? "output" : "channel", name),
            "One weight for each channel that is mixed. Their products are summed down the column, "
            "at every "
            "pixel. Click to choose this output.");
  outline_if_lit(frame, at, {Term::k});
  text(frame, chosen ? frame.fonts.strong : frame.fonts.body, at.centre(),
       chosen ? frame.palette.text : frame.palette.text_quiet, name, Align::centre);
}

void draw_column(Frame& frame, Matrix& m, int k) {
  const core::Filter& p = m.filter();
  const bool lit = m.h.lit[static_cast<std::size_t>(m.result())][static_cast<std::size_t>(k)];
  const bool can_edit =
      !(m.e.document.bypass.pointwise && m.stage == model::last_mix(m.e.stages.list)) &&
      frame.session.problems().empty();
  // Elsewhere the wheel scrolls, and Tab would have hundreds of stops.
  const bool takes_steps = m.rows.most_scroll() <= 0 && m.columns.most_scroll() <= 0;
  const Rect column = m.columns.column(k);
  if (k == m.columns.docked)
    fill(frame, {{column.min.x, m.rows.area.min.y}, {column.max.x, rows_end(m)}},
         fade(frame.palette.panel_raised, 0.9f));
  for (int t = 0; t < row_count(m); ++t) {
    if (!is_seen(m, t)) continue;
    const bool row_lit = m.row_is_lit(t);
    const Rect at = cell_rect(frame, m, t, k);
    const CellResult result =
        number_cell(frame, {fmt::format("{}{},{}", m.letter(), t, k), at, p.at(0, 0, t, k), m.limit,
                            lit && row_lit, can_edit, takes_steps});
    if (result.dragged) frame.emit_drag(model::SetWeight{t, k, *result.dragged, m.stage});
    if (result.typed) frame.emit(model::SetWeight{t, k, *result.typed, m.stage});
    if (result.hovered && !frame.present()) frame.hover.weight = model::MixCell{t, k, m.stage};
    if (t == m.row_on_path() && k == m.chosen()) selection_outline(frame, at, frame.px(1.5f));
  }
}

/// The sum at the foot of a column and its way to the output.
void draw_foot(Frame& frame, const Matrix& m, const LaneParts& parts, int k) {
  const Rect column = m.columns.column(k);
  const bool chosen = m.chosen() == k;
  const float top = rows_end(m);
  const float y = parts.foot.min.y + frame.px(14);
  const ImU32 colour = chosen ? frame.palette.selection : frame.palette.link_quiet;
  const float x = column.centre().x;
  frame.draw->AddLine({x, top - frame.px(6)}, {x, y - frame.px(12)}, colour,
                      frame.px(chosen ? 2 : 1));
  const std::string value = shown_value(
      frame, {paint::result_key(m.result(), k), m.e.result(m.result()), k}, at_result(m));
  text_fitted(frame, chosen ? frame.fonts.mono_strong : frame.fonts.mono_small, {x, y},
              chosen ? frame.palette.text : frame.palette.text_quiet, value,
              column.width() - frame.px(4));
}

/// From the foot of the chosen column (of all, while they are few) to its output in lane 4.
void draw_way_out(Frame& frame, const Matrix& m, const LaneParts& parts, const Rect& lane) {
  const Rect output_lane = layout(frame, ImGui::GetIO().DisplaySize).output;
  const OutputGrid grid = output_grid(frame, output_lane);
  const bool all = m.columns.count <= 4;
  const auto draw = [&](int k) {
    if (!m.columns.is_visible(k) || !grid.is_visible(k)) return;
    const bool chosen = m.chosen() == k;
    const float x = m.columns.column(k).centre().x;
    const float foot = parts.foot.min.y + frame.px(26);
    const float level = foot + frame.px(8) * static_cast<float>(all ? m.columns.count - k : 1);
    const float gutter = lane.max.x - frame.px(4) + (all ? frame.px(4) * static_cast<float>(k) : 0);
    // In a grid of several columns the way ends at its edge: it would cross other pictures.
    Rect to = grid.cell(k);
    if (grid.columns > 1) to.min.x = grid.area.min.x;
    const float height = to.min.y + frame.px(10);
    link(frame, {{{x, foot},
                  {x, level},
                  {gutter, level},
                  {gutter, height},
                  {to.min.x - frame.px(4), height}},
                 chosen ? frame.palette.selection : frame.palette.link_quiet,
                 frame.px(chosen ? 2 : 1),
                 false});
  };
  for (int k = 0; k < m.columns.count; ++k)
    if (k != m.chosen() && all) draw(k);
  draw(m.chosen());
}

void outline_chosen(Frame& frame, const Matrix& m) {
  if (!m.columns.is_visible(m.chosen())) return;
  const Rect column = m.columns.column(m.chosen());
  outline(frame, {{column.min.x, m.rows.area.min.y}, {column.max.x, rows_end(m)}},
          frame.palette.selection, frame.px(1.5f), frame.px(4));
}

/// The matrix's shape, and what follows its sums; the columns' names stand below it.
std::string lane_shape(const Frame& frame, const Matrix& m) {
  const core::FilterShape& p = m.filter().shape;
  const std::string shape = shape_text(1, 1, p.in, p.out);
  if (frame.present()) return shape + "  " + m.rows.in_sight();
  const std::string after = after_words(m.e.stages.stage(m.stage));
  const bool is_plain = m.e.document.block == model::BlockChoice{};
  return is_plain || after.empty() ? shape : shape + "  " + after;
}

}  // namespace

void links_to_outputs(Frame& frame, const Rect& rect, int stage) {
  draw_way_out(frame, matrix(frame, rect, stage), matrix_parts(frame, rect), rect);
}

void panel_fold2(Frame& frame, const Rect& rect, int stage) {
  const model::Evaluation& e = *frame.session.numbers();
  const bool is_mix = stage == model::last_mix(e.stages.list);
  const std::string full = stage_title(frame, stage);
  const std::string title(is_mix ? fold_title(frame, rect, full) : std::string_view(full));
  Matrix m = matrix(frame, rect, stage);
  lane_card(frame, rect, title, lane_shape(frame, m), "");
  if (is_mix) {
    model::Bypass bypass = frame.document().bypass;
    if (const auto on = fold_switch(frame, rect, {"fold 2", title, !bypass.pointwise})) {
      bypass.pointwise = !*on;
      frame.emit(model::SetBypass{bypass});
    }
    mix_chooser(frame, m.lane);
  }
  const LaneParts parts = matrix_parts(frame, m.lane);
  const float from = frame.present() ? rect.min.x : channel_place(frame, m.source(), 0).lane.min.x;
  frame.draw->PushClipRect({from, m.rows.area.min.y}, {m.lane.max.x, m.rows.area.max.y});
  if (frame.present())
    draw_row_names(frame, m);
  else
    draw_row_links(frame, m);
  frame.draw->PopClipRect();

  frame.draw->PushClipRect({m.columns.area.min.x, m.rows.area.min.y},
                           {m.columns.area.max.x, m.rows.area.max.y}, true);
  for (int k = 0; k < m.columns.count; ++k)
    if (m.columns.is_visible(k) && !m.columns.is_covered(k) && k != m.columns.docked)
      draw_column(frame, m, k);
  if (m.columns.docked >= 0) draw_column(frame, m, m.columns.docked);
  const float columns_end =
      std::min(m.columns.area.max.x, m.columns.area.min.x + m.columns.content());
  outline_if_lit(frame, Rect{m.rows.area.min, {columns_end, rows_end(m)}}.shrunk(frame.px(4)),
                 {Term::P});
  frame.draw->PopClipRect();
  // With room for the whole line, which stands on the edge of what scrolls.
  const float line = frame.px(2);
  frame.draw->PushClipRect({m.columns.area.min.x - line, m.rows.area.min.y - line},
                           {m.columns.area.max.x + line, m.rows.area.max.y + line}, true);
  outline_chosen(frame, m);
  frame.draw->PopClipRect();

  frame.draw->PushClipRect({m.columns.area.min.x, m.heads.min.y},
                           {m.columns.area.max.x, rect.max.y}, true);
  for (int k = 0; k < m.columns.count; ++k) {
    if (!m.columns.is_visible(k) || m.columns.is_covered(k)) continue;
    draw_head(frame, m, k);
    draw_foot(frame, m, parts, k);
  }
  frame.draw->PopClipRect();
  scroll_columns(frame, m.columns, m.heads, parts.foot, stage);
  if (stage + 1 == shown_stages(frame) || frame.present()) return;
  draw_made(frame, rect, m);
  draw_way_to_made(frame, rect, m, parts);
}

}  // namespace twofold::ui::inline lanes
