// Lane 3, fold 2: the pointwise matrix as it is stored. Every row is level with its intermediate;
// the sum runs down a column to its output.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/number_cell.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/columns.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/output_grid.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kMostCellHeight = 34;

struct Matrix {
  const model::Evaluation& e;
  const model::Highlight& h;
  const model::Path& path;
  Rect fold1;  ///< the lane that the rows are level with
  Rows rows;
  Columns columns;
  Rect heads;  ///< the strip with the outputs' names
  float limit = 1;
};

/// Where the last row ends that is seen.
float rows_end(const Matrix& m) {
  return std::min(m.rows.area.max.y, m.rows.area.min.y + m.rows.content() - m.rows.scroll);
}

/// Level with the picture of its z.
Rect cell_rect(const Frame& frame, const Matrix& m, int t, int k) {
  const Rect row = m.rows.row(t);
  const Rect column = m.columns.column(k);
  const float height = std::min(row.height() - frame.px(4), frame.px(kMostCellHeight));
  const float y = fold1_row(frame, m.fold1, row).z.centre().y;
  return {{column.min.x + 1, y - height / 2}, {column.max.x - 1, y + height / 2}};
}

float largest_weight(const core::Filter& p) {
  float most = 0;
  for (const float w : p.values) most = std::max(most, std::abs(w));
  return most > 0 ? most : 1;
}

/// From each intermediate to its weight in the chosen column: width is the size of the weight. Past
/// the words that stand beside its picture.
void draw_row_links(Frame& frame, const Matrix& m) {
  for (int t = 0; t < m.rows.count; ++t) {
    if (!m.rows.is_visible(t)) continue;
    const Role in_path = role(t == m.path.t, m.h.z_lit[static_cast<std::size_t>(t)]);
    const ImU32 hue = channel_hue(frame.palette, t / m.rows.per_input, m.e.x->shape.channels);
    const float weight = m.e.filters.pointwise.at(0, 0, t, m.path.k);
    const Rect cell = cell_rect(frame, m, t, m.path.k);
    const Fold1Row at = fold1_row(frame, m.fold1, m.rows.row(t));
    const float past = at.is_level ? at.z_words.max.x : at.z.max.x + frame.px(2);
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

void choose_output(Frame& frame, int k) {
  const model::OutputPixel p = frame.session.highlighted().pixel;
  frame.look(model::SetPin{{model::Stage::output, p.row, p.column, k}});
}

void draw_head(Frame& frame, const Matrix& m, int k) {
  const Rect column = m.columns.column(k);
  const bool chosen = m.path.k == k;
  const Rect at{{column.min.x, m.heads.min.y}, {column.max.x, m.heads.max.y}};
  const std::string name = fmt::format("y{}", k);
  if (press_area("head " + name, at)) choose_output(frame, k);
  frame.registry.add({"head " + name, at.min, at.max, 0});
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, fmt::format("Column {}: output y{}", k, k),
            "One weight for each intermediate. Their products are summed down the column, at every "
            "pixel. Click to choose this output.");
  outline_if_lit(frame, at, {Term::k});
  text(frame, chosen ? frame.fonts.strong : frame.fonts.body, at.centre(),
       chosen ? frame.palette.text : frame.palette.text_quiet, name, Align::centre);
}

void draw_column(Frame& frame, Matrix& m, int k) {
  const core::Filter& p = m.e.filters.pointwise;
  const bool lit = m.h.y_lit[static_cast<std::size_t>(k)];
  const bool can_edit = !m.e.document.bypass.pointwise && frame.session.problems().empty();
  // Elsewhere the wheel scrolls, and Tab would have hundreds of stops.
  const bool takes_steps = m.rows.most_scroll() <= 0 && m.columns.most_scroll() <= 0;
  const Rect column = m.columns.column(k);
  if (k == m.columns.docked)
    fill(frame, {{column.min.x, m.rows.area.min.y}, {column.max.x, rows_end(m)}},
         fade(frame.palette.panel_raised, 0.9f));
  for (int t = 0; t < m.rows.count; ++t) {
    if (!m.rows.is_visible(t)) continue;
    const bool row_lit = m.h.z_lit[static_cast<std::size_t>(t)];
    const Rect at = cell_rect(frame, m, t, k);
    const CellResult result = number_cell(frame, {fmt::format("P{},{}", t, k), at, p.at(0, 0, t, k),
                                                  m.limit, lit && row_lit, can_edit, takes_steps});
    if (result.dragged) frame.emit_drag(model::SetWeight{t, k, *result.dragged});
    if (result.typed) frame.emit(model::SetWeight{t, k, *result.typed});
    if (result.hovered && !frame.present()) frame.hover.weight = model::MixCell{t, k};
    if (t == m.path.t && k == m.path.k) selection_outline(frame, at, frame.px(1.5f));
  }
}

/// The sum at the foot of a column and its way to the output.
void draw_foot(Frame& frame, const Matrix& m, const LaneParts& parts, int k) {
  const Rect column = m.columns.column(k);
  const bool chosen = m.path.k == k;
  const float top = rows_end(m);
  const float y = parts.foot.min.y + frame.px(14);
  const ImU32 colour = chosen ? frame.palette.selection : frame.palette.link_quiet;
  const float x = column.centre().x;
  frame.draw->AddLine({x, top - frame.px(6)}, {x, y - frame.px(12)}, colour,
                      frame.px(chosen ? 2 : 1));
  const std::string value =
      shown_value(frame, {{paint::PictureKind::output, k}, m.e.y, k}, m.h.pixel);
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
    const bool chosen = m.path.k == k;
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
    if (k != m.path.k && all) draw(k);
  draw(m.path.k);
}

void outline_chosen(Frame& frame, const Matrix& m) {
  if (!m.columns.is_visible(m.path.k)) return;
  const Rect column = m.columns.column(m.path.k);
  outline(frame, {{column.min.x, m.rows.area.min.y}, {column.max.x, rows_end(m)}},
          frame.palette.selection, frame.px(1.5f), frame.px(4));
}

/// In place of what cannot act while the fold is off.
void switch_on(Frame& frame, const Rect& at) {
  if (!button(frame, at,
              {.id = "switch fold 2 on",
               .label = "Off: switch it on",
               .look = ButtonLook::accent,
               .help = "Fold 2 is off: every output is one intermediate, and the weights here act "
                       "on nothing. This switches it on."}))
    return;
  model::Bypass bypass = frame.document().bypass;
  bypass.pointwise = false;
  frame.emit(model::SetBypass{bypass});
}

/// The rule behind the weights, at the lane's foot.
void mix_chooser(Frame& frame, const Rect& lane) {
  if (frame.present()) return;
  std::vector<std::string> labels;
  int chosen = -1;
  for (const model::MixPresetRow& row : model::mix_presets()) {
    if (row.preset == frame.document().bank.mix && frame.document().bank.weights.empty())
      chosen = static_cast<int>(labels.size());
    labels.emplace_back(row.label);
  }
  const Rect foot = lane_parts(frame, lane).foot;
  // In a low window the ways out need the foot; the rule is under More, too.
  if (foot.height() < 6 * line_height_of_cells(frame)) return;
  const Rect at = foot.bottom(control_height(frame) + frame.px(10)).top(control_height(frame));
  if (frame.document().bypass.pointwise) return switch_on(frame, at);
  if (const auto m = combo(frame, at,
                           {.id = "mix rule",
                            .label = "mix",
                            .options = labels,
                            .chosen = chosen,
                            .placeholder = "typed",
                            .help = "A rule for all weights; then work them one by one."}))
    frame.emit(model::SetMix{model::mix_presets()[static_cast<std::size_t>(*m)].preset});
}

Matrix matrix(Frame& frame, const Rect& rect) {
  const model::Evaluation& e = *frame.session.numbers();
  const LaneParts parts = matrix_parts(frame, rect);
  Matrix m{e,
           frame.session.highlighted(),
           frame.session.path(),
           layout(frame, ImGui::GetIO().DisplaySize).fold1,
           shared_rows(frame, parts.rows),
           matrix_columns(frame, rect),
           matrix_heads(frame, parts),
           largest_weight(e.filters.pointwise)};
  m.columns.area.min.y = parts.rows.min.y;
  return m;
}

}  // namespace

void links_to_outputs(Frame& frame, const Rect& rect) {
  draw_way_out(frame, matrix(frame, rect), matrix_parts(frame, rect), rect);
}

void panel_fold2(Frame& frame, const Rect& rect) {
  const core::FilterShape& p = frame.session.numbers()->filters.pointwise.shape;
  const std::string_view title = fold_title(frame, rect, "FOLD 2: POINTWISE");
  const std::string in_sight = shared_rows(frame, matrix_parts(frame, rect).rows).in_sight();
  const std::string shape = shape_text(1, 1, p.in, p.out);
  lane_card(frame, rect, title, frame.present() ? shape + "  " + in_sight : shape, "");
  model::Bypass bypass = frame.document().bypass;
  if (const auto on = fold_switch(frame, rect, {"fold 2", title, !bypass.pointwise})) {
    bypass.pointwise = !*on;
    frame.emit(model::SetBypass{bypass});
  }
  mix_chooser(frame, rect);
  const LaneParts parts = matrix_parts(frame, rect);
  Matrix m = matrix(frame, rect);
  frame.draw->PushClipRect({m.fold1.min.x, m.rows.area.min.y}, {rect.max.x, m.rows.area.max.y});
  if (!frame.present()) draw_row_links(frame, m);
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
  scroll_columns(frame, m.columns, m.heads, parts.foot);
}

}  // namespace twofold::ui::inline lanes
