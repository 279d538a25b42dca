// The list of keys: it is the whole table of commands, and closes the way every card does.
#include <set>

#include "app/ui/window/commands.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("? lists every command and Esc closes the list") {
  WholeWindow w({.width = 1920, .height = 1080});
  w.press(U'?');
  REQUIRE(w.shows("keys card"));
  for (const ui::Command& c : ui::commands()) {
    CAPTURE(c.id);
    if (c.id == "file.camera") continue;  // there is none
    CHECK(w.shows(c.label));
    CHECK(w.shows(ui::shortcut_text(c.shortcut)));
  }
  w.press(ui::Key::escape);
  CHECK_FALSE(w.shows("keys card"));
}

TEST_CASE("no two commands share a shortcut or an id") {
  std::set<std::string> seen;
  for (const ui::Command& c : ui::commands()) {
    CAPTURE(c.id);
    CHECK(seen.insert(ui::shortcut_text(c.shortcut)).second);
    CHECK(seen.insert("id " + std::string(c.id)).second);
  }
}

TEST_CASE("a card closes by a press beside it, and nothing under it is pressed") {
  WholeWindow w;
  w.press(U'?');
  w.headless.click({4, 700});
  CHECK_FALSE(w.shows("keys card"));
  w.press(U'?');
  w.click("keys card close");
  CHECK_FALSE(w.shows("keys card"));
  w.press(U'?');
  // The bar's slider lies under the dimmed ground.
  const ui::Drawn* slider = w.ui.registry().find("channel_multiplier");
  REQUIRE(slider != nullptr);
  w.headless.click({slider->max.x - 60, (slider->min.y + slider->max.y) / 2});
  CHECK(w.take_changes().empty());
}

TEST_CASE("keys do not work the picture under a card") {
  WholeWindow w;
  const model::Place pin = w.session.view().pin;
  w.press(U'?');
  w.press(ui::Key::left);
  w.press(U'+');
  CHECK(w.session.view().pin == pin);
  CHECK(w.take_changes().empty());
}

TEST_CASE("Esc closes only the topmost thing") {
  WholeWindow w;
  w.look(model::OpenLarge{paint::result_key(2, 0)});
  w.press(U'?');
  w.press(ui::Key::escape);
  CHECK_FALSE(w.shows("keys card"));
  CHECK(w.shows("large"));
}

TEST_CASE("screenshots of the keys card") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light})
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1920, 1080}}) {
      WholeWindow w({.width = width, .height = height, .theme = theme});
      w.press(U'?');
      tests::keep_screenshot(w.headless.screenshot(),
                             (theme == model::ThemeChoice::dark ? "keys_dark_" : "keys_light_") +
                                 std::to_string(height));
    }
}
