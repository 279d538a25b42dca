// What the last frame drew: every control and text by name, with its place on the screen. Tests
// find controls and measure text with it, and the explaining tooltips know what the mouse is on.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

namespace twofold::ui::inline frame {

/// One thing that was drawn.
struct Drawn {
  std::string name;
  ImVec2 min, max;
  float text_cap_height = 0;  ///< of its smallest text, in pixels; 0: it has none
};

/// The things drawn in one frame, in the order of drawing.
class Registry {
 public:
  /// Forgets the last frame.
  void clear() { drawn_.clear(); }

  /// What there was no room for ends where it begins.
  void add(Drawn drawn);

  const std::vector<Drawn>& drawn() const { return drawn_; }

  /// The thing of that name, or null; the last one when several share it.
  const Drawn* find(std::string_view name) const;

  /// The topmost thing at a place, or null.
  const Drawn* at(ImVec2 place) const;

  /// The lowest capitals of all text, in pixels; 0 when nothing has text.
  float smallest_cap_height() const;

 private:
  std::vector<Drawn> drawn_;
};

}  // namespace twofold::ui::inline frame
