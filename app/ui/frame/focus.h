// Controls without a mouse: Tab goes from one to the next in the order in which they are drawn, and
// the focused one takes the keys that mean something to it. While none is focused, all keys are
// free for the pin and the commands.
#pragma once

#include <string>
#include <vector>

#include "app/ui/frame/keys.h"

namespace twofold::ui::inline frame {

class Focus {
 public:
  /// Begins a frame: Tab and Shift+Tab move the focus, Esc drops it; when a control is focused,
  /// arrows, Enter, Space, Home, End and the page keys go to it. Returns the keys that are left.
  std::vector<KeyPress> begin_frame(const std::vector<KeyPress>& keys);

  /// Tells of a control that is being drawn and can be worked; true if it is the focused one.
  bool visit(const std::string& id);

  /// What was drawn so far cannot be reached by Tab: a card lies over it.
  void only_from_here() { order_.clear(); }

  /// How often the focused control's `key` was pressed in this frame.
  int presses(Key key) const;

  /// No control is focused (the mouse was pressed).
  void drop() { id_.clear(); }

  const std::string& id() const { return id_; }

 private:
  void move(int by);

  std::string id_;                  // empty: none
  std::vector<std::string> order_;  // of the last frame while keys are read, then of this one
  std::vector<KeyPress> keys_;
};

}  // namespace twofold::ui::inline frame
