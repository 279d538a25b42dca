// Where the layer and the export go to.
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("Save writes to the path in the field, seen from the working folder") {
  WholeWindow w;
  w.press(U's', true);
  REQUIRE(w.shows("save card"));
  w.ui.window().save_paths.document.text = "  lesson.json ";
  w.headless.settle();
  w.click("save now");
  CHECK(w.take<model::SaveDocument>().path ==
        (std::filesystem::current_path() / "lesson.json").string());
  CHECK_FALSE(w.shows("save card"));
}

TEST_CASE("Export goes to the folder in its field") {
  WholeWindow w;
  w.press(U's', true);
  w.ui.window().save_paths.folder.text = "/tmp/out";
  w.headless.settle();
  w.click("export now");
  CHECK(w.take<model::Export>().folder == "/tmp/out");
}

TEST_CASE("an empty path saves nothing") {
  WholeWindow w;
  w.press(U's', true);
  w.ui.window().save_paths.document.text = "";
  w.headless.settle();
  w.click("save now");
  CHECK(w.requests().empty());
}

TEST_CASE("screenshots of the save card") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
    WholeWindow w({.width = 1280, .height = 720, .theme = theme});
    w.press(U's', true);
    tests::keep_screenshot(w.headless.screenshot(),
                           theme == model::ThemeChoice::dark ? "save_dark" : "save_light");
  }
}
