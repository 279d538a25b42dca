// Drives the user interface without a window: mouse and keys arrive one change a frame, as Dear
// ImGui 1.86 needs them (a press and a release within one frame are lost).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/raster/offscreen.h"
#include "app/ui/frame/registry.h"

namespace twofold::tests {

class HeadlessUi {
 public:
  /// `draw` is called once a frame.
  HeadlessUi(const raster::OffscreenSettings& settings, std::function<void()> draw)
      : offscreen_(settings), draw_(std::move(draw)) {}

  raster::Offscreen& offscreen() { return offscreen_; }

  /// Runs frames in which nothing changes.
  void settle(int frames = 3);

  void move_to(ImVec2 place);
  void press(int button = 0);
  void release(int button = 0);
  void wheel(float notches);
  /// Moves there, presses and releases.
  void click(ImVec2 place, int button = 0);
  void double_click(ImVec2 place);
  /// Presses at `from`, moves to `to` in `moves` frames, releases.
  void drag(ImVec2 from, ImVec2 to, int moves = 4);

  /// Presses and releases a key that Dear ImGui itself reads (text fields, focus).
  void key(ImGuiKey key);
  /// Types characters into the focused text field.
  void type(std::string_view text);

  /// The frame as a picture, after settling.
  paint::Rgba8 screenshot();

 private:
  raster::Offscreen offscreen_;
  std::function<void()> draw_;
};

/// The middle of a control that the last frame drew; fails the test when there is none.
ImVec2 middle_of(const ui::Registry& registry, std::string_view name);

/// Writes a picture into the build folder's `screenshots`, for a person to look at, and returns its
/// path.
std::string keep_screenshot(const paint::Rgba8& picture, const std::string& name);

}  // namespace twofold::tests
