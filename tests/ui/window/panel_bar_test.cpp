// The bar at every size, and what is typed in it.
#include "app/model/state/change_words.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("every control of the bar lies in the window at each size, without touching another") {
  struct Size {
    int width, height;
    float scale;
  };
  for (const Size& s :
       {Size{960, 540, 1}, Size{1024, 768, 1}, Size{1024, 768, 2}, Size{1280, 720, 1},
        Size{1280, 720, 2}, Size{1366, 768, 1}, Size{1366, 768, 1.21f}, Size{1366, 768, 2},
        Size{1920, 1080, 1.33f}, Size{1920, 1080, 2}, Size{2560, 1440, 2}}) {
    WholeWindow w({.width = s.width, .height = s.height, .scale = s.scale});
    std::vector<ui::Rect> before;
    for (const char* name : {"Twofold", "picture", "operation", "channel_multiplier",
                             "channel_multiplier.number", "strides", "kernel", "out_channels",
                             "out_channels.number", "undo", "redo", "more", "reset"}) {
      const ui::Drawn* drawn = w.ui.registry().find(name);
      INFO(name << " at " << s.width << " x " << s.scale);
      REQUIRE(drawn);
      CHECK(drawn->min.x >= 0);
      CHECK(drawn->max.x <= static_cast<float>(s.width));
      for (const ui::Rect& other : before) CHECK_FALSE(drawn->rect().overlaps(other));
      before.push_back(drawn->rect());
    }
  }
}

TEST_CASE("a long picture name moves nothing and stays off the program's name") {
  const auto places = [](const std::string& name) {
    model::Session::Start start = tests::opening();
    start.document.batch.front().name = name;
    WholeWindow w({.width = 1024, .height = 768}, std::move(start));
    std::vector<float> all;
    for (const char* control : {"picture", "operation", "channel_multiplier", "more", "reset"})
      all.push_back(w.ui.registry().find(control)->min.x);
    const ui::Drawn* title = w.ui.registry().find("Twofold");
    CHECK(title->max.x <= w.ui.registry().find("picture")->min.x);
    return all;
  };
  CHECK(places("a") ==
        places("a photograph with quite a long name from a camera that counts 00412"));
}

TEST_CASE("every step of a slider can be hit") {
  for (const int width : {960, 1024, 1280, 1366, 1920}) {
    WholeWindow w({.width = width, .height = 768});
    const ui::Drawn* slider = w.ui.registry().find("channel_multiplier");
    REQUIRE(slider);
    CHECK(slider->rect().width() >= 15 * 7);
    CHECK(w.ui.registry().find("out_channels")->rect().width() >= 15 * 7);
  }
  WholeWindow w({.width = 1280, .height = 720});
  const ui::Rect track = w.ui.registry().find("out_channels")->rect();
  w.headless.drag(track.centre(), {track.max.x, track.centre().y}, 4);
  w.session.settle();
  CHECK(w.session.document().layer.out_channels == 64);
  w.headless.move_to(track.centre());
  w.headless.wheel(-1);
  w.session.settle();
  CHECK(w.session.document().layer.out_channels == 63);
}

TEST_CASE("undo and redo have buttons that say what they will do") {
  WholeWindow w({.width = 1440, .height = 900});
  w.act(model::SetMultiplier{3});
  CHECK(change_words(w.session.history().before(), w.session.document()) == "multiplier 1 to 3");
  w.click("undo");
  CHECK(w.session.document().layer.channel_multiplier == 1);
  w.click("redo");
  CHECK(w.session.document().layer.channel_multiplier == 3);
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
