// The page "What is lost": controls and why; at the left the kernel over what separable filters
// make of it and these filters, at the right the curves over what they do to the picture; at the
// foot what people confuse.
#include <fmt/format.h>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"
#include "core/learn/fit.h"
#include "core/learn/student.h"

namespace twofold::ui::inline learning {
namespace {

/// One click each: a kernel that one filter a channel can make, and one that it cannot.
float examples(Frame& frame, ImVec2 at, float bottom) {
  struct Example {
    const char* id;
    const char* label;
    const char* help;
    model::KernelSource source;
  };
  constexpr Example kExamples[] = {
      {"lost can", "m = 1 can",
       "Colour blobs: every channel's slices are multiples of one pattern, so one filter and its "
       "mix make all of them exactly.",
       model::KernelSource::blobs},
      {"lost cannot", "m = 1 cannot",
       "Oriented edges: a channel's slices are mixtures of two patterns, and one filter cannot be "
       "both. Two can.",
       model::KernelSource::edges}};
  float x = at.x;
  for (const Example& e : kExamples) {
    const float width = button_width(frame, e.label);
    if (button(frame, {{x, at.y}, {x + width, bottom}},
               {.id = e.id, .label = e.label, .help = e.help})) {
      frame.learn(model::ChooseKernel{{.source = e.source, .kernel = nullptr, .name = {}}});
      frame.learn(model::FitWith{1});
    }
    x += width + frame.px(6);
  }
  return x;
}

void take_button(Frame& frame, const Rect& rect, const model::Lost& lost) {
  if (!button(frame, rect,
              {.id = "lost take",
               .label = "Take these filters",
               .look = ButtonLook::accent,
               .help = "The fitted filters become the document's D and P, with their kernel size, "
                       "multiplier and outputs. Undo brings yours back."}))
    return;
  core::Layer layer = lost.target.layer;
  layer.channel_multiplier = lost.multiplier;
  frame.emit(model::TakeFilters{layer, {lost.fit.depthwise, lost.fit.pointwise}});
  frame.learn(model::CloseLearning{});
}

void controls(Frame& frame, const model::Lost* lost, const Rect& row) {
  float x = kernel_choice(frame, row);
  x = examples(frame, {x, row.min.y}, row.max.y) + frame.px(8);
  if (!lost || !lost->why_not.empty()) return;
  const float take = button_width(frame, "Take these filters") + frame.px(8);
  take_button(frame, row.right(take), *lost);
  const Rect track{{x, row.min.y}, {row.max.x - take - frame.px(12), row.max.y}};
  if (track.width() < frame.px(110)) return;
  const IntSlider m{.id = "lost multiplier",
                    .label = "m",
                    .value = frame.view().learning.lost.multiplier,
                    .lowest = 1,
                    .highest = lost->exact_multiplier,
                    .highest_typed = lost->exact_multiplier,
                    .help =
                        "Filters for every input channel. At the right end any kernel of this "
                        "shape is made exactly, and it always costs more than standard."};
  if (const auto chosen = slider(
          frame, track.left(std::min(track.width(), slider_width(frame, "m", frame.px(170)))), m))
    frame.learn(model::FitWith{chosen->value});
}

/// What the fit comes to, in one sentence.
std::string sentence(const model::Lost& lost) {
  const core::FilterShape& w = lost.target.kernel->shape;
  const std::int64_t weights = core::weight_count({lost.multiplier}, w);
  const double missed = core::kernel_error(lost.singular_values, lost.multiplier);
  const std::string cost =
      fmt::format("{} weights against {} ({} of standard)", count(weights), count(w.count()),
                  percent(static_cast<double>(weights) / static_cast<double>(w.count())));
  if (missed == 0)
    return fmt::format("m = {} makes {} exactly, with {}.{}", lost.multiplier, lost.target.name,
                       cost,
                       lost.multiplier == lost.exact_multiplier
                           ? " Exact for any kernel of this shape, and never cheaper than the "
                             "standard convolution."
                           : " Every channel's matrix has no more patterns than that.");
  const std::string best = lost.multiplier == 1
                               ? "The best filter of each channel misses"
                               : fmt::format("The best {} filters a channel miss", lost.multiplier);
  int exact = lost.multiplier + 1;
  while (exact < lost.exact_multiplier && core::kernel_error(lost.singular_values, exact) > 0)
    ++exact;
  const std::string exact_words =
      exact < lost.exact_multiplier
          ? fmt::format("This kernel is exact from m = {} on, any of its shape", exact)
          : std::string("Any kernel of this shape is exact");
  return fmt::format(
      "{} {} of {} (as a length, by the Frobenius norm; {} of its energy), with {}. {} from m = "
      "{}, "
      "and dearer than standard there.",
      best, percent(missed), lost.target.name, percent(missed * missed), cost, exact_words,
      lost.exact_multiplier);
}

/// Why so much is missed, or nothing.
std::string reason(const model::Lost& lost) {
  const int m = lost.multiplier;
  const int outputs = lost.target.kernel->shape.out;
  const std::string patterns = m == 1 ? "one pattern" : fmt::format("{} patterns", m);
  if (core::kernel_error(lost.singular_values, m) == 0) {
    return fmt::format(
        "Why: in every row of W the {} slices are made of no more than {}. D holds the patterns of "
        "a channel, P says how much of each goes into every output.",
        outputs, patterns);
  }
  const double missed = core::kernel_error(lost.singular_values, 1);
  return fmt::format(
      "Why: with m = {} all {} slices of a row have to be {} (second grid). This W looks for more "
      "than that: the strongest pattern of each row holds {} of its energy. The third grid is "
      "lost.",
      m, outputs, m == 1 ? "one pattern, stronger or weaker" : "mixtures of the same " + patterns,
      percent(1 - missed * missed));
}

/// Height of the room for what the filters do: as much as its pictures can use.
float effect_height(const Frame& frame, const model::Lost& lost, const Rect& right, float least) {
  const float each = (right.width() - 2 * frame.px(12)) / 3;
  const float tall = static_cast<float>(lost.out.height) / static_cast<float>(lost.out.width);
  const float words = 4 * line_height(frame.fonts.small) + frame.px(10);
  return std::min(least, each * tall + words);
}

}  // namespace

void lost_page(Frame& frame, const Rect& room) {
  const auto shared = frame.session.lost();
  const model::Lost* lost = shared.get();
  const float row = control_height(frame);
  controls(frame, lost, room.top(row));
  Rect rest = room.without_top(row + frame.px(10));
  const float notes = lost_notes_height(frame);
  lost_notes(frame, rest.bottom(notes));
  rest = rest.without_bottom(notes + frame.px(10));
  if (!lost) return;
  if (!lost->why_not.empty()) return why_not(frame, rest, lost->why_not);
  const float line = line_height(frame.fonts.body);
  for (const std::string& words : {sentence(*lost), reason(*lost)}) {
    const float used = paragraph(frame, frame.fonts.body, {rest.min.x, rest.min.y + line / 2},
                                 frame.palette.text, words, rest.width());
    rest = rest.without_top(used + frame.px(4));
  }
  rest = rest.without_top(frame.px(4));
  const float gap = frame.px(18);
  const Rect left = rest.left(rest.width() * 0.36f);
  const Rect right = rest.without_left(left.width() + gap);
  const float grids = left.height() * 0.64f;
  lost_kernel(frame, *lost, left.top(grids));
  lost_filters(frame, *lost, left.without_top(grids + frame.px(8)));
  const float effect = effect_height(frame, *lost, right, right.height() * 0.54f);
  lost_curves(frame, *lost, right.without_bottom(effect + gap));
  lost_effect(frame, *lost, right.bottom(effect));
}

}  // namespace twofold::ui::inline learning
