// What lies over the panels: a Dear ImGui window of its own, so that the mouse goes to it and not
// to what it covers. While one lives, panels' functions draw into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

/// A bare window at a rectangle; draws nothing by itself.
class OverPanels {
 public:
  OverPanels(Frame& frame, const char* id, const Rect& rect);
  ~OverPanels();
  OverPanels(const OverPanels&) = delete;
  OverPanels& operator=(const OverPanels&) = delete;

 private:
  Frame& frame_;
  ImDrawList* outer_draw_;
};

/// A part of the present window that scrolls when its content is higher than it.
class ScrollArea {
 public:
  ScrollArea(Frame& frame, const char* id, const Rect& area, float content_height);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  /// Where to draw; moves when scrolled, and leaves room for the scrollbar where there is one.
  Rect content() const { return content_; }

 private:
  Frame& frame_;
  ImDrawList* outer_draw_;
  Rect content_{};
};

/// A card in the middle of the window, over everything, which is dimmed and cannot be worked while
/// it is open. Closed by its button, and by a press beside it; Esc is the command "go.back".
///
///     Card card(frame, {"keys", "Keys", size}, frame.window.shows_keys);
///     ... draw into card.content() ...
class Card {
 public:
  struct Spec {
    std::string id;
    std::string_view title;
    ImVec2 size;  ///< of the content, pixels; what is higher than the window scrolls
  };
  Card(Frame& frame, const Spec& spec, bool& is_open);
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

  /// Where to draw: as wide as asked for, or narrower where the window is.
  Rect content() const { return scroll_->content(); }
  /// Whether it was not open in the last frame.
  bool is_new() const { return is_new_; }

 private:
  void close_button();

  Frame& frame_;
  OverPanels over_panels_;
  std::string id_;
  bool& is_open_;
  bool is_new_ = false;
  Rect card_{};
  std::optional<ScrollArea> scroll_;
};

}  // namespace twofold::ui::inline controls
