// The window before its first numbers: it can be worked, and closes.
#include "app/ui/window/commands.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

model::Session::Start without_numbers() {
  model::Session::Start start = tests::start(64, 48);
  start.holds_numbers = true;
  return start;
}

}  // namespace

TEST_CASE("before the first numbers every key works or does nothing, and settings can be changed") {
  WholeWindow w({}, without_numbers());
  REQUIRE_FALSE(w.session.numbers());
  CHECK(w.shows("picture"));
  CHECK_FALSE(w.shows("y0"));
  for (const ui::Command& command : ui::commands()) {
    INFO(command.id);
    const ui::Shortcut& s = command.shortcut;
    w.press(ui::KeyPress{.key = s.key, .letter = s.letter, .ctrl = s.ctrl, .shift = s.shift});
    CHECK((w.shows("picture") || w.session.view().present));
    w.press(ui::Key::escape);
    w.press(ui::Key::escape);
  }
  CHECK_NOTHROW(w.take<model::Quit>());
  w.act(model::SetMultiplier{3});
  CHECK(w.session.document().layer.channel_multiplier == 3);
  w.look(model::OpenCost{});
  w.look(model::OpenLarge{paint::result_key(2, 0)});
  CHECK_FALSE(w.shows("y0"));
}

TEST_CASE("why there are no numbers is said in the middle of the window") {
  WholeWindow w({}, without_numbers());
  w.session.say({"There is not enough memory for this", true});
  w.headless.settle(2);
  int said = 0;
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.name == "There is not enough memory for this") ++said;
  CHECK(said == 2);  // and in the line at the bottom
}
