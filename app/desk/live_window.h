// The window on the screen, frame after frame.
#pragma once

#include <chrono>

#include "app/gpu/texture_cache.h"
#include "app/model/session/session.h"
#include "app/platform/surface.h"
#include "app/ui/window/ui.h"

namespace twofold::desk {

/// How a window of `size` pixels looks on a display that asks for the scale `display`.
platform::Appearance appearance_of(const model::ViewState& view, ImVec2 size, float display = 1);

class LiveWindow {
 public:
  /// Draws into `window`, which outlives this.
  explicit LiveWindow(platform::Surface& window) : window_(window), ui_(window.surroundings()) {}

  /// Draws a frame with the newest numbers there are, after waiting for newer ones for up to
  /// `patience`; what the user did in it is not applied yet.
  ui::DrawnFrame frame(model::Session& session, std::chrono::milliseconds patience);

  /// Whether something is on its way to its place, so that another frame is due.
  bool is_moving() const { return ui_.window().row_motion.moves; }

  /// The window's own state.
  ui::WindowState& state() { return ui_.window(); }

  /// What the last frame drew, by name.
  const ui::Registry& registry() const { return ui_.registry(); }

 private:
  platform::Surface& window_;
  ui::Ui ui_;
  gpu::TextureCache textures_;
};

}  // namespace twofold::desk
