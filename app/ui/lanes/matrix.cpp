#include "app/ui/lanes/matrix.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kMostCellHeight = 34;

/// The middle of the picture of what row t multiplies.
float source_level(const Frame& frame, const Matrix& m, int t, const Rect& row) {
  // Before a class the lane of that picture is folded.
  return frame.present() ? row.centre().y : channel_place(frame, m.source(), t).picture.centre().y;
}

float largest_weight(const core::Filter& p) {
  float most = 0;
  for (const float w : p.values) most = std::max(most, std::abs(w));
  return most > 0 ? most : 1;
}

}  // namespace

Matrix matrix(Frame& frame, const Rect& rect, int stage) {
  const model::Evaluation& e = *frame.session.numbers();
  const Rect part = matrix_part(frame, rect, stage);
  const LaneParts parts = matrix_parts(frame, part);
  Matrix m{e,
           frame.session.highlighted(),
           frame.session.path(),
           stage,
           part,
           shared_rows(frame, parts.rows, e.stages.stage(stage).reads),
           matrix_columns(frame, part, stage),
           matrix_heads(frame, parts),
           largest_weight(e.filter(stage))};
  m.columns.area.min.y = parts.rows.min.y;
  return m;
}

float rows_end(const Matrix& m) {
  return std::min(m.rows.area.max.y, m.rows.area.min.y + m.rows.content() - m.rows.scroll);
}

int row_count(const Matrix& m) { return m.filter().shape.in; }
bool is_seen(const Matrix& m, int t) {
  const int each = m.rows.per_input;
  for (int i = 0; i < each; ++i)
    if (m.rows.is_visible(t * each + i)) return true;
  return false;
}

Rect cell_rect(const Frame& frame, const Matrix& m, int t, int k) {
  const Rect row = m.rows.row(t);
  const Rect column = m.columns.column(k);
  const float height = std::min(row.height() - frame.px(4), frame.px(kMostCellHeight));
  const float y = source_level(frame, m, t, row);
  return {{column.min.x + 1, y - height / 2}, {column.max.x - 1, y + height / 2}};
}

model::OutputPixel at_result(const Matrix& m) {
  if (!model::has_input_pixels(m.e.stages.list, m.result())) return m.h.pixel;
  const model::Place under = model::input_place(m.h, m.e.stages.list, m.e.x()->shape);
  return {under.row, under.column};
}

}  // namespace twofold::ui::inline lanes
