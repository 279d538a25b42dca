#include "app/platform/input_queue.h"

#include <array>

namespace twofold::platform {
namespace {

/// Tells events, and which of them this frame can still be told.
struct Teller {
  ImGuiIO& io;
  std::array<bool, ImGuiKey_COUNT> changed_keys{};
  std::array<bool, ImGuiMouseButton_COUNT> changed_buttons{};
  bool has_moved_on =
      false;  ///< a button was pressed or let go, which happened where the mouse was

  /// Whether it was told; else it is for the next frame.
  template <class Event>
  bool operator()(const Event& event) {
    return tell(event);
  }

 private:
  template <class E>
  bool tell(const E& e) {
    if constexpr (requires { e.to; }) {
      if (has_moved_on) return false;
      io.MousePos = e.to;
    } else if constexpr (requires { e.index; }) {
      if (changed_buttons[static_cast<std::size_t>(e.index)]) return false;
      changed_buttons[static_cast<std::size_t>(e.index)] = true;
      has_moved_on = true;
      io.MouseDown[e.index] = e.down;
    } else if constexpr (requires { e.steps; }) {
      io.MouseWheelH += e.steps.x;
      io.MouseWheel += e.steps.y;
    } else if constexpr (requires { e.key; }) {
      if (changed_keys[static_cast<std::size_t>(e.key)]) return false;
      changed_keys[static_cast<std::size_t>(e.key)] = true;
      io.KeysDown[e.key] = e.down;
    } else if constexpr (requires { e.ctrl; }) {
      io.KeyCtrl = e.ctrl;
      io.KeyShift = e.shift;
      io.KeyAlt = e.alt;
    } else {
      io.AddInputCharactersUTF8(e.text.c_str());
    }
    return true;
  }
};

}  // namespace

void InputQueue::release_all() {
  for (int key = 0; key < ImGuiKey_COUNT; ++key) this->key(key, false);
  for (int index = 0; index < ImGuiMouseButton_COUNT; ++index) button(index, false);
  modifiers(false, false, false);
}

void InputQueue::feed(ImGuiIO& io) {
  Teller teller{io};
  while (!events_.empty() && std::visit(teller, events_.front())) events_.pop_front();
}

}  // namespace twofold::platform
