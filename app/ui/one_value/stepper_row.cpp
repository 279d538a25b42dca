#include "app/ui/one_value/stepper_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/controls/cover.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/one_value/scrub_bar.h"
#include "app/ui/one_value/stepper_settings.h"

namespace twofold::ui::inline one_value {
namespace {

using core::Unit;
using model::Playback;
using model::Walk;

constexpr float kLeastScrub = 110;
constexpr float kWide = 620;  ///< from here on the row has room for every button
constexpr std::array<Unit, 5> kUnits{Unit::tap, Unit::pixel, Unit::row, Unit::channel, Unit::stage};

void choose_unit(Frame& frame, const Rect& rect) {
  const std::array<std::string, 5> names{"tap", "pixel", "row", "channel", "stage"};
  const auto at = std::find(kUnits.begin(), kUnits.end(), frame.view().playback.unit);
  const Combo spec{.id = "step unit",
                   .label = "by",
                   .options = names,
                   .chosen = static_cast<int>(at - kUnits.begin()),
                   .help =
                       "How far one step goes: a multiply-add, all of one value, a row, a "
                       "channel, a whole fold."};
  if (const auto chosen = combo(frame, rect, spec))
    frame.walk(model::SetStepUnit{kUnits[static_cast<std::size_t>(*chosen)]});
}

constexpr const char* kSpeedsUp = "speeds up";

/// Speeding up first, then the speeds that stay.
std::array<std::string, model::kSpeeds + 1> speed_names(const Frame& frame) {
  std::array<std::string, model::kSpeeds + 1> names{kSpeedsUp};
  Playback p = frame.view().playback;
  for (int i = 0; i < model::kSpeeds; ++i) {
    p.speed = model::speed_at(i);
    names[static_cast<std::size_t>(i) + 1] =
        rounded_count(model::steps_a_second(p, *frame.session.walk())) + "/s";
  }
  return names;
}

void choose_speed(Frame& frame, const Rect& rect) {
  const auto names = speed_names(frame);
  const Playback& p = frame.view().playback;
  const Combo spec{.id = "step speed",
                   .label = "",
                   .options = names,
                   .chosen = model::begins_slowly(p) ? 0 : model::speed_index(p.speed) + 1,
                   .help =
                       "Multiply-adds a second while it plays. Speeds up: from the pinned pixel, "
                       "tap by tap at first, and all of it within ten seconds. Keys [ and ]."};
  const auto chosen = combo(frame, rect, spec);
  if (!chosen) return;
  if (*chosen == 0)
    frame.walk(model::BeginSlowly{});
  else
    frame.walk(model::SetSpeed{*chosen - 1});
}

/// The buttons; returns where they end.
float transport(Frame& frame, const Rect& rect) {
  const Playback& p = frame.view().playback;
  const float side = rect.height();
  float x = rect.min.x;
  const auto press = [&](const IconButton& spec, const model::WalkAction& what) {
    const Rect at{{x, rect.min.y}, {x + side, rect.max.y}};
    if (icon_button(frame, at, spec)) frame.walk(what);
    x += side + frame.px(2);
  };
  press({.id = "step to start", .icon = Icon::to_start, .title = "To the start", .help = "Home"},
        model::GoToStart{});
  press({.id = "step back",
         .icon = Icon::back,
         .title = "One step back",
         .help = "Key , and with Shift the next larger unit",
         .repeats = true},
        model::StepBy{model::StepSize::unit, -1});
  press({.id = "step play",
         .icon = p.playing ? Icon::pause : Icon::play,
         .title = p.playing ? "Pause" : "Play",
         .help = "Walks through the multiply-adds that made these pictures, from the pinned pixel. "
                 "Key: Space",
         .on = p.playing},
        model::PlayOrPause{});
  press({.id = "step on",
         .icon = Icon::forward,
         .title = "One step on",
         .help = "Key . and with Shift the next larger unit",
         .repeats = true},
        model::StepBy{model::StepSize::unit, 1});
  press({.id = "step to end", .icon = Icon::to_end, .title = "To the end", .help = "End"},
        model::GoToEnd{});
  if (rect.width() >= frame.px(kWide))
    press({.id = "step again",
           .icon = Icon::again,
           .title = "Play again, slowly",
           .help = "From the pinned pixel's first step, tap by tap and then faster. Key: Shift + "
                   "Space"},
          model::PlayAgain{});
  return x;
}

/// "multiply-add 118 of 2,430,720", as wide as its largest number.
struct Readout {
  std::string words;
  float width = 0;
};

/// In a race by the clock: "0.41 of 1.23 ms".
Readout clock_readout(const Frame& frame) {
  const Walk& walk = *frame.session.walk();
  const double all = std::max(walk.times->separable, walk.times->standard) * 1e3;
  const double share = static_cast<double>(frame.view().playback.done) /
                       static_cast<double>(std::max<std::int64_t>(walk.last, 1));
  const std::string total = fixed(all, 2);
  const std::string words =
      fmt::format("{:>{}} of {} ms", fixed(share * all, 2), total.size(), total);
  return {words, text_width(frame.fonts.mono_small, words)};
}

Readout readout(const Frame& frame, bool long_form) {
  const Walk& walk = *frame.session.walk();
  const Playback& p = frame.view().playback;
  if (p.hidden.any()) {
    const std::string words(kShowsIt);
    return {words, text_width(frame.fonts.mono_small, words)};
  }
  if (walk.times) return clock_readout(frame);
  const std::string total = count(walk.length());
  const std::string done = p.active ? count(std::max<std::int64_t>(p.done - walk.first, 0)) : "0";
  const std::string words =
      fmt::format("{}{:>{}} of {}", long_form ? "multiply-add " : "", done, total.size(), total);
  return {words, text_width(frame.fonts.mono_small, words)};
}

/// What stands right of the scrub bar, from the right end inwards, as far as there is room.
Rect right_side(Frame& frame, Rect rest) {
  const float gap = frame.px(6);
  const float side = rest.height();
  const Rect dots = rest.right(side);
  if (icon_button(frame, dots,
                  {.id = "step settings button",
                   .icon = Icon::dots,
                   .title = "Steps",
                   .help = "Which fold, which order, loop on a pixel, predict first"}))
    open_stepper_settings();
  stepper_settings(frame, dots);
  rest = rest.without_right(side + gap);

  const auto take = [&](float width, auto&& draw) {
    if (rest.width() - width - gap < frame.px(kLeastScrub)) return;
    draw(rest.right(width));
    rest = rest.without_right(width + gap);
  };
  take(button_width(frame, "Race"), [&](const Rect& at) {
    if (!button(frame, at,
                {.id = "race",
                 .label = "Race",
                 .on = frame.view().playback.races,
                 .help = "Separable against standard on this picture, at the same number of "
                         "multiply-adds a second."}))
      return;
    // Both sides are of one layer: from the other operations it leads there.
    frame.look(model::ShowOperation{model::OperationView::separable});
    frame.walk(model::ToggleRace{});
  });
  const std::array<std::string, 2> widest{"9.99 M/s", kSpeedsUp};
  take(combo_width(frame, "", widest), [&](const Rect& at) { choose_speed(frame, at); });
  const std::array<std::string, 1> channel{"channel"};
  take(combo_width(frame, "by", channel), [&](const Rect& at) { choose_unit(frame, at); });
  const bool long_form =
      rest.width() - readout(frame, true).width - gap >= 2 * frame.px(kLeastScrub);
  const Readout words = readout(frame, long_form);
  const bool hides = frame.view().playback.hidden.any();
  take(words.width, [&](const Rect& at) {
    text(frame, frame.fonts.mono_small, {at.min.x, at.centre().y},
         hides ? frame.palette.accent : frame.palette.text_quiet, words.words);
  });
  return rest;
}

}  // namespace

void stepper_row(Frame& frame, const Rect& rect) {
  if (!frame.session.walk() || frame.session.walk()->length() == 0) return;
  if (frame.view().playback.playing)
    frame.walk(model::PlayOn{static_cast<double>(ImGui::GetIO().DeltaTime)});
  const float x = transport(frame, rect);
  const Rect middle = right_side(frame, {{x + frame.px(6), rect.min.y}, rect.max});
  if (const auto done = scrub_bar(frame, middle)) frame.walk(model::GoToStep{*done});
}

}  // namespace twofold::ui::inline one_value
