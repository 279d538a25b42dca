// What a monkey does: draws the next event from a seed and from what is on the screen.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <span>

#include "app/ui/frame/registry.h"
#include "tests/monkey/event.h"

namespace twofold::tests {

class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : state_(seed * 2 + 1) {}

  /// The next event for a window of this size whose last frame drew `registry`; `files` are what
  /// can be dropped.
  Event next(const ui::Registry& registry, ImVec2 size, std::span<const std::string> files);

 private:
  std::uint64_t draw();
  /// A whole number from 0 to count - 1.
  int below(int count);
  float between(float low, float high);
  bool one_in(int count) { return below(count) == 0; }

  Event move(const ui::Registry& registry, ImVec2 size);
  Event letter();
  Event named();
  std::string text();
  Event resize();
  Event drop(std::span<const std::string> files);

  std::uint64_t state_;
  bool button_is_down_[3] = {false, false, false};
};

}  // namespace twofold::tests
