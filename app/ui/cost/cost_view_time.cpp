// The page of times: four ways to compute this layer, run for real on this machine; beside them the
// roofline that says why fewer multiply-adds is not as much less time.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/model/cost/roofline.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw_figure.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

using model::Measurement;
using model::Timing;
using model::Way;

const char* way_says(Way way) {
  switch (way) {
    case Way::fused: return "Both folds tile by tile: z never leaves the cache.";
    case Way::two_passes:
      return "Depthwise, z written to memory, then pointwise: what a framework does that has no "
             "fused kernel.";
    case Way::standard:
      return "A standard convolution with the kernel that D and P come to: the same function.";
    case Way::collapsed:
      return "From D and P: the standard kernel is made anew each time, then run. Worth it above "
             "the break-even, or where the pair was only a way to train.";
  }
  return "";
}

ImU32 colour_of(const Palette& p, Way way) {
  if (way == Way::fused) return p.accent;
  return way == Way::two_passes ? p.cost_depthwise
                                : (way == Way::standard ? p.cost_pointwise : p.cost_standard);
}

std::string milliseconds(double seconds) {
  const double ms = seconds * 1e3;
  return fmt::format("{} ms", fixed(ms, ms < 1 ? 3 : (ms < 100 ? 2 : 0)));
}

double slowest(const Measurement& m) {
  double most = 0;
  for (const Timing& t : m.timings) most = std::max(most, t.high);
  return most;
}

/// One way: its name, a bar as long as its median with the quartiles as a whisker, the numbers.
void way_row(Frame& frame, const Measurement& m, Way way, const Rect& row, double most) {
  const Palette& p = frame.palette;
  const Timing& t = m.of(way);
  const float line = line_height(frame.fonts.body);
  const float y = row.min.y + line / 2;
  text(frame, frame.fonts.body, {row.min.x, y}, p.text, model::way_name(way));
  if (t.runs == 0) {
    text(frame, frame.fonts.small, {row.max.x, y}, p.text_quiet,
         t.why_not.empty() ? "measuring" : t.why_not, Align::right);
    return;
  }
  const double standard = m.of(Way::standard).median;
  const std::string ratio = standard > 0 ? percent(t.median / standard) : "";
  text(frame, frame.fonts.mono_strong, {row.max.x, y}, p.text, ratio, Align::right);
  text(frame, frame.fonts.mono, {row.max.x - frame.px(96), y}, p.text, milliseconds(t.median),
       Align::right);
  const float top = row.min.y + line + frame.px(3);
  const float height = row.height() - line - frame.px(12);
  const auto place = [&](double seconds) {
    return row.min.x + static_cast<float>(seconds / most) * row.width();
  };
  fill(frame, {{row.min.x, top}, {place(t.median), top + height}}, colour_of(p, way));
  const float middle_y = top + height / 2;
  // Edged, so that it shows on every bar.
  frame.draw->AddLine({place(t.low) - 1, middle_y}, {place(t.high) + 1, middle_y}, p.panel, 5);
  frame.draw->AddLine({place(t.low), middle_y}, {place(t.high), middle_y}, p.text, 2);
  for (const double end : {t.low, t.high})
    frame.draw->AddLine({place(end), middle_y - frame.px(4)}, {place(end), middle_y + frame.px(4)},
                        p.text, 1);
  explain_on(frame, row, model::way_name(way), model::way_name(way),
             fmt::format("{}\n{} runs: half of them between {} and {}.", way_says(way), t.runs,
                         milliseconds(t.low), milliseconds(t.high)));
}

/// How far the measurement is.
std::string progress(const Measurement* m) {
  int runs = 0;
  double spread = 0;
  if (m) {
    for (const Timing& t : m->timings) {
      runs = std::max(runs, t.runs);
      if (t.runs > 0) spread = std::max(spread, t.spread());
    }
  }
  if (runs == 0) return "measuring on this machine";
  if (!m->done) return fmt::format("measuring, {} runs each, spread {}", runs, percent(spread));
  if (model::spreads_little(*m))
    return fmt::format("measured, {} runs each, spread {}", runs, percent(spread));
  return fmt::format("{} runs each, spread {}: times still vary", runs, percent(spread));
}

/// How far the measurement is, and below it the columns' names.
void header(Frame& frame, const Measurement* m, const Rect& rows) {
  const Palette& p = frame.palette;
  const float first = middle(rows.top(rows.height() / 2));
  const float second = middle(rows.bottom(rows.height() / 2));
  text_within(frame, frame.fonts.small, {rows.min.x, first}, p.text_quiet, progress(m),
              rows.width());
  text(frame, frame.fonts.small, {rows.max.x, second}, p.text_quiet, "of standard", Align::right);
  text(frame, frame.fonts.small, {rows.max.x - frame.px(96), second}, p.text_quiet, "median",
       Align::right);
  explain_on(frame, rows, "cost progress", "Measured here",
             "Every way runs in turn, again and again, until half of its times lie within 4 % of "
             "the median, or four seconds are over. The line on a bar is that half.");
}

/// What the multiply-adds promised, on the scale of standard's time.
void promise(Frame& frame, const LayerCost& c, const Rect& row) {
  const float y = middle(row);
  text(frame, frame.fonts.body, {row.min.x, y}, frame.palette.text_quiet,
       "what the multiply-adds promised");
  text(frame, frame.fonts.mono_strong, {row.max.x, y}, frame.palette.text, percent(c.cost.ratio),
       Align::right);
  explain_on(frame, row, "cost promise", "Separable : standard", ratio_sentence(c));
}

}  // namespace

void cost_page_time(Frame& frame, const LayerCost& c, const Rect& room) {
  const std::shared_ptr<const Measurement> m = frame.session.measurement();
  const float gap = frame.px(36);
  const Rect left = room.left((room.width() - gap) * 0.44f);
  const Rect right = room.right(room.width() - left.width() - gap);
  const float line = line_height(frame.fonts.body);
  header(frame, m.get(), left.top(2 * line));
  Rect rest = left.without_top(2 * line + frame.px(2));
  promise(frame, c, rest.top(line));
  rest = rest.without_top(line + frame.px(8));
  if (!m) return;

  const std::string words = model::measured_sentence(*m);
  const float words_height =
      line * static_cast<float>(paragraph_lines(frame.fonts.body, words, rest.width()));
  const float row_height =
      std::min((rest.height() - words_height - frame.px(16)) / 4, frame.px(72));
  const double most = slowest(*m);
  for (std::size_t i = 0; i < model::kAllWays.size(); ++i) {
    const float top = rest.min.y + row_height * static_cast<float>(i);
    way_row(frame, *m, model::kAllWays[i], {{rest.min.x, top}, {rest.max.x, top + row_height}},
            most);
  }
  paragraph(frame, frame.fonts.body,
            {rest.min.x, rest.min.y + 4 * row_height + frame.px(8) + line / 2}, frame.palette.text,
            words, rest.width());
  const float scale = frame.px(1);
  draw_figure(frame, model::roofline_chart(*m, {right.width() / scale, right.height() / scale}),
              right.min);
  explain_on(frame, right, "roofline", "Roofline",
             "How fast a computation runs against how much it computes for every byte it moves. "
             "Under the slanted line memory sets the pace, under the level one arithmetic. A dot's "
             "dashed line is what the machine could still give. The depthwise stage alone does "
             "little arithmetic for the bytes it moves: at best it stands on the slant. " +
                 m->fused_choice);
}

}  // namespace twofold::ui::inline cost
