#include "app/platform/input_queue.h"

#include "tests/support/catch.h"

using namespace twofold;

namespace {

struct Io {
  Io() : context(ImGui::CreateContext()) { ImGui::SetCurrentContext(context); }
  ~Io() { ImGui::DestroyContext(context); }
  Io(const Io&) = delete;
  Io& operator=(const Io&) = delete;
  ImGuiIO& get() const { return ImGui::GetIO(); }
  ImGuiContext* context;
};

}  // namespace

TEST_CASE("a press and its release within one frame are both seen, in two frames") {
  const Io io;
  platform::InputQueue input;
  input.move({10, 20});
  input.button(0, true);
  input.button(0, false);
  input.key(ImGuiKey_Escape, true);
  input.key(ImGuiKey_Escape, false);
  input.feed(io.get());
  CHECK(io.get().MousePos.x == 10);
  CHECK(io.get().MouseDown[0]);
  CHECK_FALSE(io.get().KeysDown[ImGuiKey_Escape]);
  input.feed(io.get());
  CHECK_FALSE(io.get().MouseDown[0]);
  CHECK(io.get().KeysDown[ImGuiKey_Escape]);
  CHECK_FALSE(input.empty());
  input.feed(io.get());
  CHECK_FALSE(io.get().KeysDown[ImGuiKey_Escape]);
  CHECK(input.empty());
}

TEST_CASE("a button is pressed where the mouse was, and a double click stays two") {
  const Io io;
  platform::InputQueue input;
  input.move({10, 20});
  for (int click = 0; click < 2; ++click) {
    input.button(0, true);
    input.button(0, false);
  }
  input.move({30, 40});
  int presses = 0;
  for (int frame = 0; !input.empty(); ++frame) {
    REQUIRE(frame < 10);
    const bool before = io.get().MouseDown[0];
    input.feed(io.get());
    if (io.get().MouseDown[0] && !before) {
      ++presses;
      CHECK(io.get().MousePos.x == 10);
    }
  }
  CHECK(presses == 2);
  CHECK(io.get().MousePos.x == 30);
}

TEST_CASE("moves, steps of the wheel and text of one frame add up") {
  const Io io;
  platform::InputQueue input;
  input.move({1, 2});
  input.move({3, 4});
  input.wheel({0, 1});
  input.wheel({0.5f, 1});
  input.text("a\xc3\xa9");
  input.modifiers(true, false, false);
  input.feed(io.get());
  CHECK(input.empty());
  CHECK(io.get().MousePos.y == 4);
  CHECK(io.get().MouseWheel == 2);
  CHECK(io.get().MouseWheelH == 0.5f);
  CHECK(io.get().InputQueueCharacters.Size == 2);
  CHECK(io.get().KeyCtrl);
}

TEST_CASE("whoever loses the keyboard holds nothing any more") {
  const Io io;
  platform::InputQueue input;
  input.button(1, true);
  input.key(ImGuiKey_Enter, true);
  input.modifiers(true, true, true);
  input.feed(io.get());
  input.release_all();
  for (int frame = 0; frame < 4; ++frame) input.feed(io.get());
  CHECK(input.empty());
  CHECK_FALSE(io.get().MouseDown[1]);
  CHECK_FALSE(io.get().KeysDown[ImGuiKey_Enter]);
  CHECK_FALSE(io.get().KeyShift);
}
