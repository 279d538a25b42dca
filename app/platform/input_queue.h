// What mouse, keys and fingers did since the last frame, told to Dear ImGui in order: what would
// undo something of the same frame (the release of a button that was just pressed) waits for the
// next one, or it would be seen by none.
#pragma once

#include <imgui.h>

#include <deque>
#include <string>
#include <variant>

namespace twofold::platform {

class InputQueue {
 public:
  void move(ImVec2 to) { events_.emplace_back(Move{to}); }
  /// The mouse is no longer over the window.
  void leave() { events_.emplace_back(Move{{-FLT_MAX, -FLT_MAX}}); }
  void button(int index, bool down) { events_.emplace_back(Button{index, down}); }
  void wheel(ImVec2 steps) { events_.emplace_back(Wheel{steps}); }
  void key(ImGuiKey key, bool down) { events_.emplace_back(Key{key, down}); }
  void modifiers(bool ctrl, bool shift, bool alt) {
    events_.emplace_back(Modifiers{ctrl, shift, alt});
  }
  /// Types UTF-8.
  void text(std::string text) { events_.emplace_back(Text{std::move(text)}); }

  /// Everything that is held is let go: the window has lost the keyboard.
  void release_all();

  bool empty() const { return events_.empty(); }

  /// Tells `io`, whose key map is the identity, what can be told in one frame.
  void feed(ImGuiIO& io);

 private:
  struct Move {
    ImVec2 to;
  };
  struct Button {
    int index;
    bool down;
  };
  struct Wheel {
    ImVec2 steps;
  };
  struct Key {
    ImGuiKey key;
    bool down;
  };
  struct Modifiers {
    bool ctrl, shift, alt;
  };
  struct Text {
    std::string text;
  };
  using Event = std::variant<Move, Button, Wheel, Key, Modifiers, Text>;

  std::deque<Event> events_;
};

}  // namespace twofold::platform
