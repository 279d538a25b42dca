// What the world around the window has not is not offered.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

/// The window as a page in a browser shows it.
struct PageWindow : WholeWindow {
  PageWindow() : WholeWindow({.width = 1280, .height = 720}) {
    ui = ui::Ui({.has_folders = false, .can_quit = false, .has_links = true});
    headless.settle();
  }
};

}  // namespace

TEST_CASE("where there are no folders pictures are chosen, not looked for by path") {
  PageWindow w;
  w.press(U'o', true);
  REQUIRE(w.shows("browser"));
  CHECK_FALSE(w.shows("folder path"));
  tests::keep_screenshot(w.headless.screenshot(), "page_pictures");
  w.click("choose files");
  w.take<model::SystemOpenDialog>();
  CHECK_FALSE(w.shows("browser"));
}

TEST_CASE("where there are no folders a layer and an export are saved by their names") {
  PageWindow w;
  w.press(U's', true);
  CHECK_FALSE(w.shows("save path"));
  tests::keep_screenshot(w.headless.screenshot(), "page_save");
  w.click("save now");
  CHECK(w.take<model::SaveDocument>().path.ends_with("/ramp.json"));
  w.press(U's', true);
  w.click("export now");
  CHECK(w.take<model::Export>().folder.ends_with("/ramp-twofold"));
}

TEST_CASE("a page does not end itself and has a link") {
  PageWindow w;
  w.press(U'?');
  CHECK_FALSE(w.shows("Quit"));
  w.press(ui::Key::escape);
  w.press(U'k', true);
  w.click("link copy");
  w.take<model::CopyLink>();
}

TEST_CASE("a camera is offered where there is one") {
  WholeWindow w({.width = 1280, .height = 720});
  w.press(U'c');
  w.ui = ui::Ui({.has_camera = true});
  w.headless.settle();
  w.press(U'?');
  CHECK(w.shows("Show the camera, or keep its last picture"));
  w.press(ui::Key::escape);
  w.press(U'c');
  w.take<model::ToggleCamera>();
}

TEST_CASE("a phone has one lane at a time, held upright and across, and all controls") {
  for (const auto& [width, height] : {std::pair(400, 700), std::pair(844, 390)}) {
    CAPTURE(width);
    WholeWindow w({.width = width, .height = height});
    w.ui = ui::Ui({.least_control = 44});
    w.headless.settle();
    const std::vector<ui::Drawn>& drawn = w.ui.registry().drawn();
    CHECK(std::count_if(drawn.begin(), drawn.end(),
                        [](const ui::Drawn& d) { return d.name.starts_with("unfold "); }) == 3);
    for (const char* name :
         {"picture", "channel_multiplier", "strides", "kernel", "out_channels", "undo", "redo",
          "more", "step play", "cost ratio", "window values", "window weights", "window products"})
      CHECK(w.shows(name));
    CHECK_FALSE(w.shows("leave"));
    w.click("more");
    CHECK(w.shows("padding"));
    for (const ui::Drawn& d : w.ui.registry().drawn()) {
      CAPTURE(d.name);
      CHECK(d.max.x <= static_cast<float>(width) + 1);
    }
    w.press(ui::Key::escape);
    w.headless.settle();
    tests::keep_screenshot(w.headless.screenshot(), "phone_" + std::to_string(width));
  }
  // Where a mouse presses, a low window has its lanes.
  WholeWindow low({.width = 1024, .height = 430});
  CHECK_FALSE(low.shows("unfold Input"));
}

TEST_CASE("the desktop has paths, an end, and no link") {
  WholeWindow w;
  w.press(U'k', true);
  CHECK_FALSE(w.shows("link copy"));
  w.press(ui::Key::escape);
  w.press(U'o', true);
  CHECK(w.shows("folder path"));
}
