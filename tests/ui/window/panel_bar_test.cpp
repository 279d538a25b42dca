// The bar at every size, and what is typed in it.
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("every control of the bar lies in the window at each size, without touching the next") {
  struct Size {
    int width, height;
    float scale;
  };
  for (const Size& s : {Size{1024, 768, 1}, Size{1280, 720, 1}, Size{1366, 768, 1},
                        Size{1366, 768, 1.21f}, Size{1920, 1080, 2}, Size{2560, 1440, 2}}) {
    WholeWindow w({.width = s.width, .height = s.height, .scale = s.scale});
    float end = 0;
    for (const char* name : {"Twofold", "picture", "operation", "channel_multiplier", "strides",
                             "kernel", "out_channels", "more", "reset"}) {
      const ui::Drawn* drawn = w.ui.registry().find(name);
      INFO(name << " at " << s.width << " x " << s.scale);
      REQUIRE(drawn);
      CHECK(drawn->min.x >= end);
      end = drawn->max.x;
    }
    CHECK(end <= static_cast<float>(s.width));
  }
}

TEST_CASE("a number is read with a decimal comma, and what is none is refused whole") {
  WholeWindow w;
  const auto weight = [&w] { return w.session.numbers()->filter(1).at(0, 0, 0, 1); };
  const auto type = [&w](std::string_view text) {
    w.headless.settle(30);  // longer than a double click: the next one is a new one
    w.headless.double_click(tests::middle_of(w.ui.registry(), "P0,1"));
    w.headless.settle();
    w.headless.type(text);
    w.headless.key(ImGuiKey_Enter);
    w.headless.settle();
    w.session.settle();
  };
  type("0,5");
  CHECK(weight() == 0.5f);
  type("0.2x");
  CHECK(weight() == 0.5f);
  CHECK_FALSE(w.ui.window().typing.id.empty());
  w.headless.key(ImGuiKey_Escape);
  w.headless.settle();
  CHECK(w.ui.window().typing.id.empty());
  type("1,000.5");
  CHECK(weight() == 0.5f);
}
