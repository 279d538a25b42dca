// What lies over the panels: a Dear ImGui window of its own, so that the mouse goes to it and not
// to what it covers. While one lives, panels' functions draw into it.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/frame.h"

namespace twofold::ui {

/// A bare window at a rectangle; draws nothing by itself.
class Above {
 public:
  Above(Frame& frame, const char* id, const Rect& rect);
  ~Above();
  Above(const Above&) = delete;
  Above& operator=(const Above&) = delete;

 private:
  Frame& frame_;
  ImDrawList* outer_draw_;
};

/// A card in the middle of the window, over everything, which is dimmed and cannot be worked while
/// it is open. Closed by its button, and by a press beside it; Esc is the command "go.back".
///
///     Sheet sheet(frame, {"keys", "Keys", size}, frame.window.shows_keys);
///     ... draw into sheet.content() ...
class Sheet {
 public:
  struct Spec {
    std::string id;
    std::string_view title;
    ImVec2 size;  ///< of the content, pixels; what is higher than the window scrolls
  };
  Sheet(Frame& frame, const Spec& spec, bool& is_open);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  /// Where to draw, as large as asked for, or narrower where the window is; moves when scrolled.
  Rect content() const { return content_; }
  /// The part of it that is in sight.
  Rect visible() const { return visible_; }

 private:
  void close_button();

  Frame& frame_;
  Above above_;
  std::string id_;
  bool& is_open_;
  ImDrawList* outer_draw_;
  Rect card_{};
  Rect content_{};
  Rect visible_{};
};

}  // namespace twofold::ui
