// What opens below a control: a card for any content, and the list to choose one of many.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/controls/control.h"

namespace twofold::ui::inline controls {

/// A card that is open or not; while it lives, panels draw into it. Esc and a press beside it close
/// it.
///
///     if (button(...)) open_popover("more");
///     if (Popover card(frame, "more", below, size); card) { ... draw into card.content() ... }
class Popover {
 public:
  /// `size` is that of the whole card, in pixels; it stands under (or, where there is no room,
  /// above) `anchor`, and scrolls when it is taller than the window.
  Popover(Frame& frame, const std::string& id, const Rect& anchor, ImVec2 size);
  ~Popover();
  Popover(const Popover&) = delete;
  Popover& operator=(const Popover&) = delete;

  explicit operator bool() const { return open_; }
  /// Where to draw, `size` without the padding; moves when the card is scrolled.
  Rect content() const { return content_; }
  /// Closes it.
  void close();

 private:
  Frame& frame_;
  ImDrawList* outer_draw_;
  bool open_;
  Rect content_{};
};

/// Opens the popover of that id in this frame.
void open_popover(const std::string& id);

/// Padding between a popover's edge and its content.
float popover_padding(const Frame& frame);

/// One of many.
struct Combo {
  std::string id;          ///< the rows are "id.0", "id.1" ... in the registry while it is open
  std::string_view label;  ///< before the choice, quiet; may be empty
  std::span<const std::string> options;
  int chosen = 0;  ///< -1: none of them, `placeholder` is shown
  std::string_view placeholder = "\u2014";
  bool enabled = true;
  std::string_view help;
};

/// The new choice if it changed. The wheel over it, and up and down when it is focused, go through
/// the options.
std::optional<int> combo(Frame& frame, const Rect& rect, const Combo& spec);
/// Wide enough for the longest option.
float combo_width(const Frame& frame, std::string_view label, std::span<const std::string> options);

}  // namespace twofold::ui::inline controls
