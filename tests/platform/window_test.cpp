#include "app/platform/window.h"

#include <cstdlib>

#include "tests/support/catch.h"

using namespace twofold;

TEST_CASE("without a display the window names the way out") {
  const char* display = std::getenv("DISPLAY");
  const std::string before = display == nullptr ? "" : display;
  unsetenv("DISPLAY");
  const auto window = platform::Window::open({});
  if (display != nullptr) setenv("DISPLAY", before.c_str(), 1);
  REQUIRE_FALSE(window.ok());
  CHECK(window.error().sentence.find("twofold export") != std::string::npos);
  CHECK(window.error().sentence.find("no display") != std::string::npos);
  CHECK_FALSE(window.error().user_can_mend);
}

TEST_CASE("a window opens, draws, changes its look and its size on the screen") {
  if (std::getenv("DISPLAY") == nullptr) {
    WARN("SKIPPED: no display");
    return;
  }
  auto opened = platform::Window::open({.width = 800, .height = 600});
  REQUIRE(opened.ok());
  platform::Window& window = **opened;
  const float before = ui::cap_height(*window.fonts().body);
  const auto frame = [&window] {
    window.wait_or_poll(true);
    window.begin_frame();
    ImGui::GetBackgroundDrawList()->AddText({10, 10}, IM_COL32_WHITE, "Twofold");
    window.end_frame(IM_COL32_BLACK);
  };
  frame();
  window.set_appearance({.theme = model::ThemeChoice::light, .scale = 2});
  frame();
  CHECK(ui::cap_height(*window.fonts().body) > 1.6f * before);
  window.toggle_full_screen();
  frame();
  window.toggle_full_screen();
  frame();
  CHECK(window.size().x == 800);
  CHECK_FALSE(window.should_close());
  window.close();
  CHECK(window.should_close());
}
