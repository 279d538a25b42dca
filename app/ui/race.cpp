#include "app/ui/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/draw.h"
#include "app/ui/numbers.h"
#include "app/ui/picture_view.h"
#include "app/ui/widgets.h"
#include "core/cost.h"

namespace twofold::ui {
namespace {

/// One side of the race.
struct Side {
  const char* name;
  paint::PictureKey key;
  model::SharedTensor tensor;
  std::int64_t done;
  std::int64_t count;

  bool finished() const { return done >= count; }
};

Side separable_side(const Frame& frame) {
  const model::Walk& w = *frame.session.walk();
  const std::int64_t count = w.schedule.count();
  return {"Separable",
          {paint::PictureKind::race_separable, 0},
          frame.session.numbers()->y,
          std::min(frame.view().playback.done, count),
          count};
}

Side standard_side(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const std::int64_t count = frame.session.walk()->rival->count();
  return {"Standard",
          {paint::PictureKind::race_standard, 0},
          e.standard ? e.standard : e.y,
          std::min(frame.view().playback.done, count),
          count};
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
  spec.stage = model::Stage::output;
  spec.is_colour = true;
  spec.opens_large = false;
  picture(frame, spec, rect.without_top(line + frame.px(4)));
}

/// Its counter, as a bar.
void draw_counter(Frame& frame, const Rect& rect, const Side& side) {
  const float line = line_height(frame.fonts.small);
  ImFont* font = frame.fonts.mono_small;
  const std::string total = count(side.count);
  text(frame, frame.fonts.small, {rect.min.x, rect.min.y + line / 2}, frame.palette.text,
       side.name);
  text(frame, font, {rect.max.x, rect.min.y + line / 2}, frame.palette.text_quiet,
       fmt::format("{} of {}", count(side.done), total), Align::right);
  const double share = static_cast<double>(side.done) / static_cast<double>(side.count);
  progress_bar(frame, {{rect.min.x, rect.min.y + line}, rect.max}, static_cast<float>(share));
}

/// Why, in the numbers of this layer.
std::string reason(const Frame& frame, const Side& separable, const Side& standard) {
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

std::string story(const Frame& frame, const Side& separable, const Side& standard) {
  const model::Playback& p = frame.view().playback;
  if (p.hidden)
    return "Which one is done first, and by how much? Commit yourselves, then press Space.";
  if (separable.finished() && standard.finished()) return reason(frame, separable, standard);
  const Side* first = separable.finished() ? &separable : standard.finished() ? &standard : nullptr;
  if (!first) return "Both make the same picture, multiply-add by multiply-add.";
  const Side& other = first == &separable ? standard : separable;
  const double rest =
      static_cast<double>(other.count - other.done) / static_cast<double>(other.count);
  return fmt::format("{} is done. The other has {} of its way to go.", first->name, percent(rest));
}

}  // namespace

void race(Frame& frame, const Rect& rect) {
  const Side separable = separable_side(frame);
  const Side standard = standard_side(frame);
  const core::Shape& y = separable.tensor->shape;
  const float line = line_height(frame.fonts.strong) + frame.px(4);
  const float aspect = std::clamp(
      static_cast<float>(y.width) / static_cast<float>(std::max(y.height, 1)), 0.5f, 2.0f);
  const float width = std::min((rect.height() - line) * aspect, rect.width() * 0.32f);
  draw_side(frame, rect.left(width), separable);
  draw_side(frame, rect.right(width), standard);

  const float gap = frame.px(18);
  const bool tells_only = separable.finished() && standard.finished();
  Rect middle{{rect.min.x + width + gap, rect.min.y}, {rect.max.x - width - gap, rect.max.y}};
  const float counter = line_height(frame.fonts.small) + frame.px(10);
  ImFont* font = frame.fonts.body;
  // Before a class there is room for the counters or for the story.
  const bool has_room = middle.height() > 2 * counter + frame.px(20) + 2 * line_height(font);
  if (has_room || !tells_only) {
    draw_counter(frame, middle.top(counter), separable);
    middle = middle.without_top(counter + frame.px(8));
    draw_counter(frame, middle.top(counter), standard);
    middle = middle.without_top(counter + frame.px(12));
  }
  const int lines = static_cast<int>(middle.height() / line_height(font));
  if (lines < 1) return;
  paragraph(frame, font, {middle.min.x, middle.min.y + line_height(font) / 2}, frame.palette.text,
            story(frame, separable, standard), middle.width(), lines);
}

}  // namespace twofold::ui
