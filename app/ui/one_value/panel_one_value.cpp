// One value, from the pixels to the output, in real numbers, and the row that steps through it:
//
//     ONE VALUE          z[b,i,j,q*m+r] = ...            the formula in its own names
//     y0 at [82, 34]     y[b,i,j,k] = ...   i=82 j=34
//     [z0 R] [z1 G] ..   -1·.52 + 0·.61 + ...   = 0.28   fold 1: the window's products
//     z0[82, 34] =
//     y0[82, 34] =       1·0.28 + 1·0.47        = 0.75   fold 2: the mix, as a waterfall
//     |< < > > >|  o------------------   118 of 2,430,720
#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/controls/cover.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/one_value/formula.h"
#include "app/ui/one_value/one_value.h"
#include "app/ui/one_value/panels.h"
#include "app/ui/one_value/race.h"
#include "app/ui/one_value/stepper_row.h"
#include "app/ui/one_value/written_out.h"

namespace twofold::ui::inline one_value {
namespace {

using model::OperationView;

constexpr float kLabelWidth = 176;

/// Whether the list's last sums are those of its window, and no other is stepped or looked at.
bool ends_in_window(const OneValue& v) {
  return v.mix_stage >= 0 && v.window + 1 == v.e.stages.count() && !v.steps_through(v.mix_stage);
}

/// "ONE VALUE" and the place, below it or (`in_one_line`) beside it.
void title(Frame& frame, const Rect& rect, const OneValue& v, bool in_one_line) {
  const float line = line_height(frame.fonts.mono_small);
  ImVec2 at{rect.min.x, rect.min.y + line / 2};
  const float end = text(frame, frame.fonts.strong, at, frame.palette.text_quiet, "ONE VALUE");
  if (in_one_line) {
    at.x = end + frame.px(14);
  } else {
    at.y += line;
  }
  const bool is_made = frame.view().operation == OperationView::depthwise || ends_in_window(v) ||
                       (v.steps_through(v.window) && !is_one_sum(frame));
  const std::string name = is_made           ? v.made_name()
                           : v.mix_stage < 0 ? v.name(v.e.stages.count(), v.k)
                                             : v.mixed_name();
  text(frame, frame.fonts.mono, at, frame.palette.text,
       fmt::format("{} at {}", name, is_made ? v.at() : v.at_mix));
}

IndexValues index_values(const Frame& frame, const OneValue& v) {
  IndexValues values{v.pixel.b, v.pixel.at.row, v.pixel.at.column, v.k, v.t, v.q, v.r, -1, -1};
  if (const auto& tap = frame.session.highlighted().tap) {
    values.di = tap->ky;
    values.dj = tap->kx;
  }
  return values;
}

/// How many outputs the pixel under the pointer feeds besides the one that is worked out.
void fan_out(Frame& frame, const Rect& room) {
  const model::Highlight& h = frame.session.highlighted();
  if (h.pinned || !h.source.place || h.source.place->result != model::kInput) return;
  const auto [result, row, column, channel] = *h.source.place;
  const std::string words = fmt::format("x[{}, {}] feeds {} pixels", row, column, h.fed.size());
  ImFont* font = frame.fonts.mono_small;
  if (text_width(font, words) > room.width()) return;
  text(frame, font, {room.max.x, room.centre().y}, frame.palette.text, words, Align::right);
}

/// Formula, products and mix of the value that is lit.
void sums(Frame& frame, const Rect& rect) {
  const OneValue v = value_looked_at(frame);
  const float line = line_height(frame.fonts.mono_small);
  const float label_width =
      std::max(frame.px(kLabelWidth), text_width(frame.fonts.mono, "y00 at [000, 000]  "));
  const Rect right = rect.without_left(label_width);
  const bool with_formula = formula_width(frame) <= right.width();
  title(frame, rect, v, !with_formula);
  if (with_formula) formula(frame, right, index_values(frame, v));
  fan_out(frame, right.top(line).without_left(with_formula ? formula_width(frame) : 0));
  const Rect below = rect.without_top((with_formula ? 2 : 1) * line + frame.px(4));
  written_out(frame, below, label_width, v);
}

/// For a class: the stepper at hand, and below it the same sums as in the window, without the
/// formula.
void present_sums(Frame& frame, const Rect& rect) {
  const OneValue v = value_looked_at(frame);
  stepper_row(frame, rect.top(control_height(frame)));
  const Rect below = rect.without_top(control_height(frame) + frame.px(6));
  if (frame.view().playback.hidden.shape) return cover_shapes(frame, below);
  written_out(frame, below, text_width(frame.fonts.mono_small, "y00[000, 000] =") + frame.px(10),
              v);
}

}  // namespace

void panel_one_value(Frame& frame, const Rect& rect) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  if (!frame.session.numbers()) return;
  const Rect inside{{rect.min.x + frame.px(12), rect.min.y + frame.px(8)},
                    {rect.max.x - frame.px(8), rect.max.y - frame.px(6)}};
  const bool races = frame.view().playback.races && frame.session.walk()->rival;
  if (frame.present() && !races) return present_sums(frame, inside);
  const float steps = control_height(frame);
  stepper_row(frame, inside.bottom(steps));
  const Rect upper = inside.without_bottom(steps + frame.px(4));
  if (frame.view().playback.hidden.shape) {
    ask(frame, upper, "one value", "");
  } else if (races) {
    race(frame, upper);
  } else {
    sums(frame, upper);
  }
}

}  // namespace twofold::ui::inline one_value
