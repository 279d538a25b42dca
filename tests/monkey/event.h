// One thing that happens to the window, as a value that is printed as a line and read back: a list
// of them is a recording that is replayed and shrunk.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace twofold::tests {

struct Event {
  enum class Kind {
    nothing,  ///< a frame passes
    move,     ///< the mouse, to (x, y)
    press,    ///< mouse button `number`
    release,
    wheel,   ///< by x notches across and y down
    key,     ///< a key by its name, pressed and released, with modifiers
    letter,  ///< the key that has the letter `number`, likewise
    type,    ///< the characters of a text, one a frame
    drop,    ///< files, their names parted by '|'
    resize,  ///< the window, to x times y pixels
    rest     ///< all goes back to the beginning, and memory is looked at
  };

  Kind kind = Kind::nothing;
  float x = 0;
  float y = 0;
  int number = 0;
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  std::string text{};

  bool operator==(const Event&) const = default;
};

/// One line without its end: "move 12.5 700".
std::string line_of(const Event& event);
/// None where the line is no event.
std::optional<Event> event_of(const std::string& line);

std::string lines_of(const std::vector<Event>& events);

}  // namespace twofold::tests
