#include "app/ui/one_value/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/steps/prediction.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/picture_view.h"
#include "core/chain/collapse.h"
#include "core/cost.h"

namespace twofold::ui::inline one_value {
namespace {

/// What is said until one side is done.
constexpr const char* kBeginning =
    "Both make the same picture, as many multiply-adds a second each.";

/// One side of the race.
struct Side {
  const char* name;
  paint::PictureKey key;
  model::SharedTensor tensor;
  std::int64_t done;
  std::int64_t count;
  double seconds;  ///< on this machine; 0: not asked for

  bool finished() const { return done >= count; }
};

Side separable_side(const Frame& frame) {
  const model::Walk& w = *frame.session.walk();
  const std::int64_t count = w.schedule.count();
  return {"Separable",
          {paint::PictureKind::race_separable, 0},
          frame.session.numbers()->y(),
          w.schedule_done(frame.view().playback.done),
          count,
          w.times ? w.times->separable : 0};
}

Side standard_side(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Walk& w = *frame.session.walk();
  const std::int64_t count = w.rival->count();
  return {"Standard",
          {paint::PictureKind::race_standard, 0},
          e.standard ? e.standard : e.y(),
          w.rival_done(frame.view().playback.done),
          count,
          w.times ? w.times->standard : 0};
}

/// The picture with its name over it.
void draw_side(Frame& frame, const Rect& rect, const Side& side) {
  const float line = line_height(frame.fonts.strong);
  text(frame, frame.fonts.strong, {rect.centre().x, rect.min.y + line / 2},
       side.finished() ? frame.palette.text : frame.palette.text_quiet, side.name, Align::centre);
  PictureSpec spec;
  spec.name = side.name;
  spec.key = side.key;
  spec.tensor = side.tensor;
  spec.result = model::kOutput;
  spec.is_colour = true;
  spec.opens_large = false;
  picture(frame, spec, rect.without_top(line + frame.px(4)));
}

/// Its counter, as a bar.
void draw_counter(Frame& frame, const Rect& rect, const Side& side) {
  const float line = line_height(frame.fonts.small);
  ImFont* font = frame.fonts.mono_small;
  const bool hides = model::hides_cost(frame.view().playback);
  const double share = static_cast<double>(side.done) / static_cast<double>(side.count);
  const std::string name =
      side.seconds > 0 ? fmt::format("{}, {} ms here", side.name, fixed(side.seconds * 1e3, 2))
                       : std::string(side.name);
  const float end = text(frame, frame.fonts.small, {rect.min.x, rect.min.y + line / 2},
                         frame.palette.text, hides ? side.name : name);
  const std::string in_full = fmt::format("{} of {}", count(side.done), count(side.count));
  const bool fits = text_width(font, in_full) + frame.px(8) <= rect.max.x - end;
  text(frame, font, {rect.max.x, rect.min.y + line / 2}, frame.palette.text_quiet,
       hides  ? "? of ?"
       : fits ? in_full
              : fmt::format("{} of {}", rounded_count(static_cast<double>(side.done)),
                            rounded_count(static_cast<double>(side.count))),
       Align::right);
  progress_bar(frame, {{rect.min.x, rect.min.y + line}, rect.max}, static_cast<float>(share));
}

/// Why, in the numbers of this layer.
std::string reason(const Frame& frame, const Side& separable, const Side& standard) {
  if (!core::is_separable(frame.session.numbers()->stages.list)) {
    const double of_block =
        static_cast<double>(standard.count) / static_cast<double>(separable.count);
    return of_block >= 1
               ? fmt::format("The block is done first: {:.2f} times fewer multiply-adds.", of_block)
               : fmt::format(
                     "The standard convolution is done first: the block needs {:.2f} times "
                     "as many multiply-adds.",
                     1 / of_block);
  }
  const core::Layer& layer = frame.session.numbers()->document.layer;
  const int m = layer.channel_multiplier;
  const int taps = layer.kernel.area();
  const double star = core::break_even_multiplier(layer.kernel, layer.out_channels);
  const double times = static_cast<double>(standard.count) / static_cast<double>(separable.count);
  if (standard.count == separable.count) return "A tie: both need exactly as many multiply-adds.";
  if (times > 1)
    return fmt::format(
        "Separable wins: {:.2f} times fewer multiply-adds. Its {} taps are paid m = {} times a "
        "channel, not once for each of {} outputs.",
        times, taps, m, layer.out_channels);
  return fmt::format(
      "Standard wins: m = {} is above break-even, {:.2f}. Two folds need {:.2f} times as many "
      "multiply-adds here.",
      m, star, 1 / times);
}

/// Why by the clock: the times need not be in the ratio of the multiply-adds.
std::string reason_by_clock(const Side& separable, const Side& standard) {
  const double times = standard.seconds / separable.seconds;
  const double work = static_cast<double>(standard.count) / static_cast<double>(separable.count);
  const std::string less = work >= 1 ? fmt::format("{:.2f} times fewer multiply-adds", work)
                                     : fmt::format("{:.2f} times as many multiply-adds", 1 / work);
  if (std::abs(times - 1) < 0.02)
    return fmt::format("A tie by the clock, for {}: arithmetic is not all that takes time.", less);
  if (times > 1)
    return fmt::format("Separable is {:.2f} times faster here, for {}. {}", times, less,
                       times < work ? "It does less arithmetic with every byte that it moves."
                                    : "The standard one keeps this machine less well in work.");
  return fmt::format(
      "Standard is {:.2f} times faster here. Separable needs {}, and does less "
      "arithmetic with every byte that it moves.",
      1 / times, less);
}

/// How much longer the race takes than the slower side does, to two digits.
std::int64_t slowed_down(const Frame& frame) {
  const model::Walk& w = *frame.session.walk();
  const double race = static_cast<double>(w.last) / model::steps_a_second(frame.view().playback, w);
  const double times = race / std::max(w.times->separable, w.times->standard);
  const double unit = std::pow(10.0, std::floor(std::log10(std::max(times, 1.0))) - 1);
  return std::llround(std::round(times / unit) * unit);
}

std::string story(const Frame& frame, const Side& separable, const Side& standard) {
  const model::Playback& p = frame.view().playback;
  const model::Walk& w = *frame.session.walk();
  if (p.hidden.winner)
    return "Which one is done first, and by how much? Commit yourselves, then press Space.";
  if (w.waits)
    return "Both are being measured on this machine, run after run until the times agree. Then "
           "the race begins.";
  if (separable.finished() && standard.finished())
    return w.times ? reason_by_clock(separable, standard) : reason(frame, separable, standard);
  const Side* first = separable.finished() ? &separable : standard.finished() ? &standard : nullptr;
  if (!first && w.times)
    return fmt::format("In the ratio of the times measured here, slowed down {} times.",
                       count(slowed_down(frame)));
  if (!first) return kBeginning;
  const Side& other = first == &separable ? standard : separable;
  const double rest =
      static_cast<double>(other.count - other.done) / static_cast<double>(other.count);
  return fmt::format("{} is done. The other has {} of its way to go.", first->name, percent(rest));
}

/// What both sides have alike, and the way to the other measure.
void pace_switch(Frame& frame, const Rect& row) {
  if (!core::is_separable(frame.session.numbers()->stages.list)) return;
  const bool by_clock = frame.view().playback.by_clock;
  const char* other = by_clock ? "race by multiply-adds" : "race by the clock";
  const char* now = by_clock ? "Pace: times measured here" : "Pace: equal multiply-adds";
  const float room = row.width() - text_width(frame.fonts.small, other) - frame.px(12);
  if (text_width(frame.fonts.small, now) <= room)
    text(frame, frame.fonts.small, {row.min.x, middle(row)}, frame.palette.text_quiet, now);
  if (link_button(frame, {row.max.x, middle(row)}, other)) frame.walk(model::ToggleRaceClock{});
}

}  // namespace

namespace {

/// Of the words between the pictures, from the top: two counters with what is apart of them, and
/// the switch of the pace.
struct Heights {
  float counter, counters, foot;
};
Heights heights(const Frame& frame) {
  const float small = line_height(frame.fonts.small);
  const float counter = small + frame.px(10);
  return {counter, 2 * counter + frame.px(20), small * 1.4f};
}

/// The width of a side: as much as its height has use for, and what is said beside it leaves.
float side_width(const Frame& frame, const Rect& rect, const core::Shape& y, float gap) {
  const float line = line_height(frame.fonts.strong) + frame.px(4);
  const float aspect = std::clamp(
      static_cast<float>(y.width) / static_cast<float>(std::max(y.height, 1)), 0.5f, 2.0f);
  const float wish = (rect.height() - line) * aspect;
  const Heights h = heights(frame);
  ImFont* font = frame.fonts.body;
  float width = 0;
  for (const float share : {0.32f, 0.28f, 0.24f, 0.2f}) {
    width = std::min(wish, rect.width() * share);
    const int lines = paragraph_lines(font, kBeginning, rect.width() - 2 * (width + gap));
    const float words = line_height(font) * static_cast<float>(lines);
    if (h.counters + words + h.foot <= rect.height()) break;
  }
  return width;
}

}  // namespace

void race(Frame& frame, const Rect& rect) {
  const Side separable = separable_side(frame);
  const Side standard = standard_side(frame);
  const float gap = frame.px(18);
  const float width = side_width(frame, rect, separable.tensor->shape, gap);
  draw_side(frame, rect.left(width), separable);
  draw_side(frame, rect.right(width), standard);

  const bool tells_only = separable.finished() && standard.finished();
  Rect middle{{rect.min.x + width + gap, rect.min.y}, {rect.max.x - width - gap, rect.max.y}};
  const auto [counter, counters, foot] = heights(frame);
  ImFont* font = frame.fonts.body;
  // Before a class there is room for the counters or, at the end, for the whole story.
  const std::string words = story(frame, separable, standard);
  const float needed =
      line_height(font) * static_cast<float>(paragraph_lines(font, words, middle.width()));
  const bool has_room = middle.height() >= counters + needed + foot;
  if (has_room || !tells_only) {
    draw_counter(frame, middle.top(counter), separable);
    middle = middle.without_top(counter + frame.px(8));
    draw_counter(frame, middle.top(counter), standard);
    middle = middle.without_top(counter + frame.px(12));
  }
  if (middle.height() > foot + line_height(font)) {
    pace_switch(frame, middle.bottom(foot));
    middle = middle.without_bottom(foot);
  }
  const int lines = how_many(middle.height(), line_height(font));
  if (lines < 1) return;
  paragraph(frame, font, {middle.min.x, middle.min.y + line_height(font) / 2}, frame.palette.text,
            words, middle.width(), lines);
}

}  // namespace twofold::ui::inline one_value
