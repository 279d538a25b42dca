#include "app/ui/lanes/matrix_made.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/draw/draw.h"
#include "app/ui/lanes/loupe.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {

void draw_made(Frame& frame, const Rect& rect, const Matrix& m) {
  const LaneParts parts = lane_parts(frame, rect);
  const Rows rows = shared_rows(frame, parts.rows, m.result());
  const int count = m.filter().shape.out;
  const model::SharedTensor& tensor = m.e.result(m.result());
  frame.draw->PushClipRect({m.lane.max.x, parts.rows.min.y}, {rect.max.x, parts.rows.max.y}, true);
  for (int k = 0; k < count; ++k) {
    const Rect band = rows.band(k * rows.per_input, rows.per_input);
    if (!band.overlaps(parts.rows.shrunk(0.5f))) continue;
    const MadeRow at = made_row(frame, rect, band);
    const bool lit = m.h.lit[static_cast<std::size_t>(m.result())][static_cast<std::size_t>(k)];
    const bool chosen = k == m.chosen();
    const PictureView view = picture(
        frame, {m.made(k), paint::result_key(m.result(), k), tensor, m.result(), k}, at.picture);
    if (!lit) fill(frame, view.rect(), fade(frame.palette.dim, 0.6f));
    if (model::has_input_pixels(m.e.stages.list, m.result()))
      overlay_input(frame, view, -1);
    else
      overlay_pixel(frame, view, role(chosen, lit));
    if (chosen) selection_outline(frame, view.rect(), frame.px(1.5f));
    const float y = at.words.min.y + std::min(at.words.height() / 2, frame.px(10));
    text_within(frame, frame.fonts.strong, {at.words.min.x, y},
                chosen ? frame.palette.text : result_hue(frame, m.result(), k), m.made(k),
                at.words.width());
    const float second = y + line_height(frame.fonts.strong);
    if (second + line_height(frame.fonts.mono_small) / 2 <= at.words.max.y)
      text_within(frame, frame.fonts.mono_small, {at.words.min.x, second}, frame.palette.text_quiet,
                  shown_value(frame, {paint::result_key(m.result(), k), tensor, k}, at_result(m)),
                  at.words.width());
  }
  frame.draw->PopClipRect();
  if (const auto to =
          scroll_bar(frame, "made rows scroll bar",
                     {{m.lane.max.x, rows.area.min.y}, {rect.max.x - 2, rows.area.max.y}},
                     rows.content(), rows.scroll))
    frame.look(rows_to(frame, m.result(), *to));
  scroll_rows(frame, {{m.lane.max.x, rect.min.y}, rect.max}, rows, m.result());
  const float right = rect.max.x - frame.px(10);
  const Rect foot{{m.lane.max.x + frame.px(6), parts.foot.min.y}, {right, parts.foot.max.y}};
  loupe(
      frame,
      {fmt::format("{} around [{}, {}]", m.made(m.chosen()), at_result(m).row, at_result(m).column),
       paint::result_key(m.result(), m.chosen()), tensor, m.chosen(), at_result(m),
       result_hue(frame, m.result(), m.chosen()), false},
      foot);
}

void draw_way_to_made(Frame& frame, const Rect& rect, const Matrix& m, const LaneParts& parts) {
  const int k = m.chosen();
  if (!m.columns.is_visible(k)) return;
  const ChannelPlace to = channel_place(frame, m.result(), k);
  if (!to.picture.overlaps(lane_parts(frame, rect).rows)) return;
  const float foot = parts.foot.min.y + frame.px(26);
  const float gutter = m.lane.max.x + frame.px(1);
  const float y = to.picture.centre().y;
  link(frame, {{{m.columns.column(k).centre().x, foot},
                {m.columns.column(k).centre().x, foot + frame.px(6)},
                {gutter, foot + frame.px(6)},
                {gutter, y},
                {gutter + frame.px(5), y}},
               frame.palette.selection,
               frame.px(2),
               false});
}

}  // namespace twofold::ui::inline lanes
