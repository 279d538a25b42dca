// The window's content: draws all panels from one session and returns what they ask for.
#pragma once

#include <vector>

#include "app/ui/draw/layout.h"
#include "app/ui/frame/frame.h"
#include "app/ui/frame/keys.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline window {

/// One frame: what is asked for in it, and which pictures it shows.
struct DrawnFrame {
  model::Edits edits;
  std::vector<model::Wanted> wanted;
};

class Ui {
 public:
  explicit Ui(Surroundings around = {}) : around_(around) {}

  /// Draws one frame between ImGui::NewFrame and ImGui::Render. Until the session has numbers only
  /// the window's edges and cards are there.
  DrawnFrame draw(const model::Session& session, const PictureIds& pictures, const Fonts& fonts,
                  const std::vector<KeyPress>& keys);

  /// What the last frame drew.
  const Registry& registry() const { return registry_; }
  WindowState& window() { return window_; }
  const WindowState& window() const { return window_; }

 private:
  void draw_panels(Frame& frame);
  void draw_presented_lanes(Frame& frame, const Layout& at);
  void draw_sheets(Frame& frame);
  void draw_lanes(Frame& frame, const Layout& at);

  Surroundings around_;
  Registry registry_;
  WindowState window_;
  model::Gesture gesture_ = 1;
  Term lit_term_ = Term::none;
};

}  // namespace twofold::ui::inline window
