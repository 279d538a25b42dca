// What the world around the window has not is not offered.
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

TEST_CASE("the desktop has paths, an end, and no link") {
  WholeWindow w;
  w.press(U'k', true);
  CHECK_FALSE(w.shows("link copy"));
  w.press(ui::Key::escape);
  w.press(U'o', true);
  CHECK(w.shows("folder path"));
}
