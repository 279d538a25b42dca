// The field that a set-up is typed into.
#include "app/model/state/setup_line.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("Ctrl+K opens the set-up line with what is set, Esc closes it") {
  WholeWindow w;
  w.press(U'k', true);
  REQUIRE(w.shows("setup card"));
  CHECK(w.ui.window().setup_text == model::setup_line(w.session.document()));
  w.headless.settle();
  w.headless.key(ImGuiKey_Escape);
  CHECK_FALSE(w.shows("setup card"));
}

TEST_CASE("Apply requests the line that stands in the field, and closes the card") {
  WholeWindow w;
  w.press(U'k', true);
  w.ui.window().setup_text = "m2 k5 o8 seed7";
  w.headless.settle();
  w.click("setup apply");
  CHECK(w.take<model::EnterSetUp>().line == "m2 k5 o8 seed7");
  CHECK_FALSE(w.shows("setup card"));
}

TEST_CASE("a word that is not understood is named while typing, and not applied") {
  WholeWindow w;
  w.press(U'k', true);
  w.headless.settle();
  w.headless.type("m2 k0");  // over all that is there, since it is selected
  w.click("setup apply");
  CHECK(w.requests().empty());
  CHECK(w.shows("setup card"));
}

TEST_CASE("typing reaches the field at once and Enter applies") {
  WholeWindow w;
  w.press(U'k', true);
  w.headless.settle();
  w.headless.type("m3 o5");
  w.headless.key(ImGuiKey_Enter);
  CHECK(w.take<model::EnterSetUp>().line == "m3 o5");
}

TEST_CASE("keys that edit text do not reach the commands while typing") {
  WholeWindow w;
  w.act(model::SetMultiplier{2});
  w.press(U'k', true);
  w.headless.settle();
  w.press(U'z', true);
  CHECK(w.requests().empty());
}

TEST_CASE("Copy set-up puts the line on the clipboard") {
  WholeWindow w;
  w.press(U'k', true);
  w.click("setup copy");
  CHECK(w.take<model::CopyText>().text == model::setup_line(w.session.document()));
}

TEST_CASE("screenshots of the set-up line") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
    WholeWindow w({.width = 1280, .height = 720, .theme = theme});
    w.press(U'k', true);
    const std::string name = theme == model::ThemeChoice::dark ? "setup_dark" : "setup_light";
    tests::keep_screenshot(w.headless.screenshot(), name);
    w.headless.type("citrus m2 k99999");
    tests::keep_screenshot(w.headless.screenshot(), name + "_wrong");
  }
}
