// What the last frame drew: every control and text by name, with its place on the screen. Tests
// find controls and measure text with it, and the explaining tooltips know what the mouse is on.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/frame/rect.h"

namespace twofold::ui::inline frame {

/// One thing that was drawn.
struct Drawn {
  Drawn(std::string its_name, ImVec2 from, ImVec2 to, float cap_height = 0)
      : name(std::move(its_name)), min(from), max(to), text_cap_height(cap_height) {}

  std::string name;
  ImVec2 min, max;
  float text_cap_height;  ///< of its smallest text, in pixels; 0: it has none
  // Where the registry found it:
  Rect clip{};                  ///< outside of it nothing was drawn
  const void* layer = nullptr;  ///< Dear ImGui's window that it is in

  bool is_text() const { return text_cap_height > 0; }
  Rect rect() const { return {min, max}; }
  /// The part of it that is on the screen.
  Rect seen() const { return rect().common(clip); }
};

/// The things drawn in one frame, in the order of drawing.
class Registry {
 public:
  /// Forgets the last frame.
  void clear() { drawn_.clear(); }

  /// Enters a thing of the window that is drawn; what there was no room for ends where it begins.
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
