#include "app/ui/controls/widgets.h"

#include "tests/support/catch.h"
#include "tests/ui/controls/gallery.h"

using namespace twofold;

namespace {

using Stage = tests::GalleryStage;

}  // namespace

TEST_CASE("controls left alone change nothing") {
  Stage stage;
  stage.panel.headless.settle(5);
  CHECK(stage.gallery.changes == 0);
  CHECK(stage.gallery.presses == 0);
}

TEST_CASE("a slider follows the mouse, and says that it is a drag") {
  Stage stage;
  const ui::Drawn track = *stage.panel.registry().find("multiplier");
  const float y = stage.at("multiplier").y;
  stage.panel.headless.drag(stage.at("multiplier"), {track.max.x + 50, y});
  CHECK(stage.gallery.multiplier == 16);
  CHECK(stage.gallery.last_was_drag);
  stage.panel.headless.drag(stage.at("multiplier"), {track.min.x - 50, y + 200});
  CHECK(stage.gallery.multiplier == 1);
}

TEST_CASE("the wheel over a control takes single steps, within its range") {
  Stage stage;
  stage.panel.headless.move_to(stage.at("multiplier"));
  stage.panel.headless.wheel(1);
  CHECK(stage.gallery.multiplier == 5);
  CHECK_FALSE(stage.gallery.last_was_drag);
  stage.panel.headless.move_to(stage.at("stride"));
  stage.panel.headless.wheel(-1);
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.move_to(stage.at("picture"));
  stage.panel.headless.wheel(-1);
  CHECK(stage.gallery.picture == 1);
}

TEST_CASE("a typed number goes beyond the track, up to its limit") {
  Stage stage;
  tests::HeadlessUi& headless = stage.panel.headless;
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("77");
  headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.multiplier == 77);
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("99999");
  headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.multiplier == 4096);
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("5");
  headless.key(ImGuiKey_Escape);
  CHECK(stage.gallery.multiplier == 4096);
}

TEST_CASE("a stepper steps by its sides and stops at its ends") {
  Stage stage;
  stage.panel.headless.click(stage.at("stride.more"));
  CHECK(stage.gallery.stride == 2);
  stage.panel.headless.click(stage.at("stride.less"));
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.click(stage.at("stride.less"));
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.click(stage.at("stride"));
  stage.panel.headless.settle();
  stage.panel.headless.type("42");
  stage.panel.headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.stride == 8);
}

TEST_CASE("switches, toggles and buttons are pressed by the mouse") {
  Stage stage;
  stage.panel.headless.click(stage.at("operation.0"));
  CHECK(stage.gallery.operation == 0);
  stage.panel.headless.click(stage.at("bypass"));
  CHECK(stage.gallery.bypass);
  stage.panel.headless.click(stage.at("reset"));
  CHECK(stage.gallery.presses == 1);
  stage.panel.headless.click(stage.at("off"));
  stage.panel.headless.click(stage.at("disabled"));
  CHECK(stage.gallery.presses == 1);
}

TEST_CASE("a list opens, gives the choice, and closes") {
  Stage stage;
  stage.panel.headless.click(stage.at("picture"));
  stage.panel.headless.settle();
  stage.panel.headless.click(stage.at("picture.3"));
  stage.panel.headless.settle();
  CHECK(stage.gallery.picture == 3);
  CHECK(stage.panel.registry().find("picture.3") == nullptr);
}

TEST_CASE("controls in a popover work; a press beside it closes it") {
  Stage stage;
  stage.panel.headless.click(stage.at("more"));
  stage.panel.headless.settle();
  stage.panel.headless.click(stage.at("outputs.less"));
  CHECK(stage.gallery.outputs == 63);
  stage.panel.headless.click({600, 440});
  stage.panel.headless.settle();
  CHECK(stage.panel.registry().find("outputs") == nullptr);
}

TEST_CASE("every control is reached and worked with the keyboard") {
  Stage stage;
  const auto tab_to = [&stage](const std::string& id) {
    for (int i = 0; i < 40 && stage.panel.window.focus.id() != id; ++i) {
      stage.panel.press({.key = ui::Key::tab});
    }
    REQUIRE(stage.panel.window.focus.id() == id);
  };
  tab_to("multiplier");
  stage.panel.press({.key = ui::Key::right});
  CHECK(stage.gallery.multiplier == 5);
  stage.panel.press({.key = ui::Key::end});
  CHECK(stage.gallery.multiplier == 16);
  tab_to("operation");
  stage.panel.press({.key = ui::Key::left});
  CHECK(stage.gallery.operation == 1);
  tab_to("bypass");
  stage.panel.press({.key = ui::Key::space});
  CHECK(stage.gallery.bypass);
  tab_to("export");
  stage.panel.press({.key = ui::Key::enter});
  CHECK(stage.gallery.presses == 1);
  stage.panel.press({.key = ui::Key::escape});
  CHECK(stage.panel.window.focus.id().empty());
}

TEST_CASE("keys that the focused control has no use for stay with the commands") {
  ui::Focus focus;
  const std::vector<ui::KeyPress> arrow = {{.key = ui::Key::left}};
  focus.visit("a");
  focus.visit("b");
  CHECK(focus.begin_frame(arrow) == arrow);
  focus.visit("a");
  focus.visit("b");
  CHECK(focus.begin_frame({{.key = ui::Key::tab}}).empty());
  CHECK(focus.visit("a"));
  CHECK_FALSE(focus.visit("b"));
  const std::vector<ui::KeyPress> undo = {{.letter = U'z', .ctrl = true}};
  CHECK(focus.begin_frame({arrow[0], undo[0]}) == undo);
  CHECK(focus.presses(ui::Key::left) == 1);
}

TEST_CASE("the gallery, to be looked at") {
  const auto theme = GENERATE(model::ThemeChoice::dark, model::ThemeChoice::light);
  const std::string name = theme == model::ThemeChoice::dark ? "dark" : "light";
  Stage stage({.width = 1320, .height = 460, .theme = theme, .sizes = ui::kScreenSizes});
  stage.panel.headless.move_to({5, 400});
  tests::keep_screenshot(stage.panel.headless.screenshot(), "widgets_" + name);
  stage.panel.press({.key = ui::Key::tab});
  stage.panel.press({.key = ui::Key::tab});
  stage.panel.headless.click(stage.at("more"));
  stage.panel.headless.settle();
  stage.panel.headless.move_to(stage.at("outputs.more"));
  const paint::Rgba8 picture = stage.panel.headless.screenshot();
  tests::keep_screenshot(picture, "widgets_" + name + "_open");
  CHECK(picture.width == 1320);

  Stage list({.width = 1320, .height = 460, .theme = theme, .sizes = ui::kScreenSizes});
  list.panel.headless.click(list.at("picture"));
  list.panel.headless.settle();
  list.panel.headless.move_to(list.at("picture.2"));
  tests::keep_screenshot(list.panel.headless.screenshot(), "widgets_" + name + "_list");
  list.panel.headless.click({700, 440});
  list.panel.headless.move_to(list.at("multiplier"));
  tests::keep_screenshot(list.panel.headless.screenshot(), "widgets_" + name + "_tooltip");
  stage.panel.headless.click({600, 440});
  for (int i = 0; i < 3; ++i) stage.panel.press({.key = ui::Key::tab});
  tests::keep_screenshot(stage.panel.headless.screenshot(), "widgets_" + name + "_focus");

  Stage far({.width = 2400, .height = 900, .theme = theme, .sizes = ui::kPresentSizes});
  tests::keep_screenshot(far.panel.headless.screenshot(), "widgets_" + name + "_present");
  CHECK(far.panel.registry().smallest_cap_height() >= 20);
}
