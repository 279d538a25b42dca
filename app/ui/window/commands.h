// Everything that a key does, as one table: the shortcut, the words for the list of keys, and what
// happens. `?` shows the table; a new command is one row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/frame/frame.h"
#include "app/ui/frame/keys.h"

namespace twofold::ui::inline window {

/// A key with its modifiers; `letter` only for Key::character.
struct Shortcut {
  Key key = Key::character;
  char32_t letter = 0;
  bool ctrl = false;
  bool shift = false;

  bool operator==(const Shortcut&) const = default;
};

/// One row of the table.
struct Command {
  std::string_view id;     ///< unique, "pin.left"
  std::string_view label;  ///< "Move the pin left"
  Shortcut shortcut;
  void (*run)(Frame& frame);
};

/// All commands, in the order in which they are listed.
std::span<const Command> commands();

/// Puts the set-up line on the clipboard.
void copy_setup(Frame& frame);

/// Runs the commands of the keys that were pressed.
void run_commands(Frame& frame, const std::vector<KeyPress>& keys);

/// "Ctrl+Shift+Z", "←", "F5".
std::string shortcut_text(const Shortcut& shortcut);

}  // namespace twofold::ui::inline window
