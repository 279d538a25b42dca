#include "tests/monkey/endurance.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "tests/monkey/bytes_in_use.h"
#include "tests/monkey/stage.h"

namespace twofold::tests {
namespace {

constexpr int kFramesAMinute = 60 * 60;
/// What a lesson repeats: play, drag a slider, drag the pin, zoom there and back, undo.
constexpr int kRound = 600;
/// Growth that is none: lists that are as long as they ever were, caches of the system.
constexpr std::int64_t kSlackBytes = std::int64_t{4} << 20;

Event letter(char32_t which, bool ctrl = false) {
  return {.kind = Event::Kind::letter, .number = static_cast<int>(which), .ctrl = ctrl};
}
Event key(const char* name) { return {.kind = Event::Kind::key, .text = name}; }

/// Somewhere along a control, from its left end (0) to its right one (1).
Event onto(const ui::Registry& registry, const char* name, float along) {
  const ui::Drawn* control = registry.find(name);
  if (control == nullptr) return {};
  return {.kind = Event::Kind::move,
          .x = control->min.x + along * (control->max.x - control->min.x),
          .y = (control->min.y + control->max.y) / 2};
}

/// What happens in frame `i` of round `round`.
Event lesson(const ui::Registry& registry, int round, int i) {
  const char* const sliders[] = {"channel_multiplier", "out_channels"};
  const char* slider = sliders[round % 2];
  const auto along = [&](int from, int length) {
    return static_cast<float>(i - from) / static_cast<float>(length);
  };
  if (i == 0) return key("home");
  if (i == 1 || i == 200) return key("space");
  if (i < 200) return {};
  if (i == 201) return onto(registry, slider, 0.1f);
  if (i == 202 || i == 322) return {.kind = Event::Kind::press};
  if (i < 300) return onto(registry, slider, along(202, 98));
  if (i == 300 || i == 420) return {.kind = Event::Kind::release};
  if (i == 321) return onto(registry, "result", 0.2f);
  if (i > 322 && i < 420) return onto(registry, "result", along(322, 98));
  if (i > 430 && i < 450) return {.kind = Event::Kind::wheel, .y = 1};
  if (i > 460 && i < 480) return {.kind = Event::Kind::wheel, .y = -1};
  if (i > 500 && i < 520) return letter(U'z', true);
  if (i == 540) return letter(U'1');
  if (i == 550) return letter(U't');
  if (i == 560) return letter(U'r', round % 5 == 0);
  if (i == 590) return letter(U'r', true);
  return {};
}

}  // namespace

std::string endure(int minutes) {
  using Clock = std::chrono::steady_clock;
  Stage stage(make_files("."), false);
  const int tenth = minutes * kFramesAMinute / 10;
  std::int64_t full = 0;
  for (int part = 0; part < 10; ++part) {
    const Clock::time_point begin = Clock::now();
    for (int frame = part * tenth; frame < (part + 1) * tenth; ++frame) {
      const Event event = lesson(stage.registry(), frame / kRound, frame % kRound);
      if (std::string wrong = stage.happen(event); !wrong.empty()) return wrong;
    }
    const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
    const std::int64_t used = bytes_in_use();
    fmt::print("minute {:5.1f}: {:8.3f} MB in use, {:6.3f} ms a frame, {} steps to undo\n",
               static_cast<double>((part + 1) * tenth) / kFramesAMinute,
               static_cast<double>(used) / 1e6, took.count() / tenth,
               stage.session().history().reachable().size() - 1);
    // By then the history is as long as it gets. What is in use at one moment depends on what is
    // being drawn and computed then, so the most of one half is held against the other.
    if (part <= 4) full = std::max(full, used);
    if (part > 4 && used > full + kSlackBytes)
      return fmt::format("memory grows: at most {} bytes in half of the time, {} now", full, used);
  }
  return {};
}

}  // namespace twofold::tests
