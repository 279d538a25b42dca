#include "tests/monkey/random_events.h"

#include <algorithm>
#include <array>

#include "tests/monkey/named_keys.h"

namespace twofold::tests {
namespace {

/// What may be typed into fields: numbers as people write them, set-up lines, paths, and worse.
constexpr std::array<const char*, 34> kTexts{
    "0",
    "1",
    "-1",
    "0.5",
    "0,5",
    "-0",
    "1e30",
    "1e-30",
    "1e39",
    "inf",
    "nan",
    "4096",
    "64",
    "17",
    "99999999999999999999",
    "0x10",
    "3x3",
    "1x7",
    "k3x3 m2 o3",
    "k5x5 s2x2 valid m1 o16",
    "k1x1",
    "k31x31",
    "d2x2",
    "ramp.png k3x3 s1x1 d1x1 same m3 o8",
    "regular",
    "a",
    "layer.json",
    "out/layer.json",
    "",
    " ",
    "\xc3\xa4\xce\xa9\xf0\x9f\x90\xa8",
    "%s%n%d",
    "\"'\\/",
    "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
    "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"};

/// Sizes that people have, the least a window may be, and less than that.
constexpr std::array<std::array<int, 2>, 12> kSizes{{{1280, 720},
                                                     {1366, 768},
                                                     {1024, 768},
                                                     {960, 540},
                                                     {800, 600},
                                                     {640, 400},
                                                     {1920, 1080},
                                                     {720, 1280},
                                                     {200, 150},
                                                     {320, 240},
                                                     {1, 1},
                                                     {2560, 1440}}};

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789,.[]?+-=/";

}  // namespace

/// SplitMix64: the same numbers everywhere.
std::uint64_t RandomEvents::draw() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

int RandomEvents::below(int count) {
  return static_cast<int>(draw() % static_cast<std::uint64_t>(count));
}

float RandomEvents::between(float low, float high) {
  return low + (high - low) * static_cast<float>(below(1 << 16)) / static_cast<float>(1 << 16);
}

/// Mostly onto something; sometimes its very edge; now and then anywhere, outside too.
Event RandomEvents::move(const ui::Registry& registry, ImVec2 size) {
  Event event{.kind = Event::Kind::move};
  const auto& drawn = registry.drawn();
  if (!drawn.empty() && !one_in(6)) {
    const ui::Drawn& at = drawn[static_cast<std::size_t>(below(static_cast<int>(drawn.size())))];
    const bool edge = one_in(8);
    event.x = edge ? (one_in(2) ? at.min.x : at.max.x) : between(at.min.x, at.max.x);
    event.y = edge ? (one_in(2) ? at.min.y : at.max.y) : between(at.min.y, at.max.y);
    return event;
  }
  event.x = between(-0.1f * size.x, 1.1f * size.x);
  event.y = between(-0.1f * size.y, 1.1f * size.y);
  return event;
}

Event RandomEvents::letter() {
  Event event{.kind = Event::Kind::letter};
  event.number = kLetters[static_cast<std::size_t>(below(static_cast<int>(kLetters.size())))];
  event.ctrl = one_in(3);
  event.shift = one_in(4);
  event.alt = one_in(20);
  return event;
}

Event RandomEvents::named() {
  const auto keys = named_keys();
  Event event{.kind = Event::Kind::key};
  event.text = keys[static_cast<std::size_t>(below(static_cast<int>(keys.size())))].name;
  event.ctrl = one_in(8);
  event.shift = one_in(4);
  event.alt = one_in(20);
  return event;
}

std::string RandomEvents::text() {
  return kTexts[static_cast<std::size_t>(below(static_cast<int>(kTexts.size())))];
}

Event RandomEvents::resize() {
  Event event{.kind = Event::Kind::resize};
  const auto& size = kSizes[static_cast<std::size_t>(below(static_cast<int>(kSizes.size())))];
  event.x = static_cast<float>(one_in(3) ? 1 + below(2000) : size[0]);
  event.y = static_cast<float>(one_in(3) ? 1 + below(1400) : size[1]);
  return event;
}

Event RandomEvents::drop(std::span<const std::string> files) {
  Event event{.kind = Event::Kind::drop};
  const int count = one_in(3) ? 1 + below(3) : 1;
  for (int i = 0; i < count; ++i)
    event.text += (i > 0 ? "|" : "") + files[static_cast<std::size_t>(below(std::ssize(files)))];
  return event;
}

Event RandomEvents::next(const ui::Registry& registry, ImVec2 size,
                         std::span<const std::string> files) {
  // A button that is down comes up before long, or most of what follows would be one drag.
  for (int button = 0; button < 3; ++button)
    if (button_is_down_[button] && one_in(3)) {
      button_is_down_[button] = false;
      return {.kind = Event::Kind::release, .number = button};
    }
  const int kind = below(200);
  if (kind < 70) return move(registry, size);
  if (kind < 120) {
    const int button = one_in(12) ? 1 + below(2) : 0;
    button_is_down_[button] = true;
    return {.kind = Event::Kind::press, .number = button};
  }
  if (kind < 133)
    return {.kind = Event::Kind::wheel,
            .x = one_in(10) ? between(-2, 2) : 0,
            .y = between(-3, 3),
            .ctrl = one_in(8),
            .shift = one_in(4)};
  if (kind < 155) return named();
  if (kind < 178) return letter();
  if (kind < 188) return {.kind = Event::Kind::type, .text = text()};
  if (kind < 194) return {.kind = Event::Kind::nothing};
  if (kind < 198) return drop(files);
  return resize();
}

}  // namespace twofold::tests
