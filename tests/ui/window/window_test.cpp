// The whole window: the opening, one shared coordinate, live controls, the pin, many channels,
// Present, and a student who tries to break it.
#include <random>
#include <set>

#include "app/ui/window/commands.h"
#include "core/cost.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

/// The middle of the picture of that name; words may have the same.
ui::Rect picture_named(const WholeWindow& w, std::string_view name) {
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.name == name && d.text_cap_height == 0) return {d.min, d.max};
  FAIL("no picture " << name);
  return {};
}

const model::Highlight& lit(const WholeWindow& w) { return w.session.highlighted(); }

}  // namespace

TEST_CASE("the opening shows every control of the first minute, and drawing it changes nothing") {
  WholeWindow w;
  w.take_changes();
  w.headless.settle(5);
  CHECK(w.take_changes().empty());
  CHECK(w.requests().empty());
  for (const char* name :
       {"picture", "operation", "channel_multiplier", "strides", "kernel", "out_channels", "more",
        "reset", "fold 1", "fold 2", "pin", "drag me", "photograph", "result"})
    CHECK(w.shows(name));
  const core::Cost cost =
      core::cost(w.session.document().layer, model::input_shape(w.session.document()));
  CHECK(cost.separable.params == 36);
  CHECK(cost.standard.params == 81);
}

TEST_CASE("dragging the multiplier is one step of undo and is followed at once") {
  WholeWindow w;
  const ui::Drawn* slider = w.ui.registry().find("channel_multiplier");
  REQUIRE(slider);
  const ImVec2 from = tests::middle_of(w.ui.registry(), "channel_multiplier");
  w.headless.drag(from, {from.x + 40, from.y}, 8);
  w.session.settle();
  const int m = w.session.document().layer.channel_multiplier;
  CHECK(m > 1);
  CHECK(w.session.numbers()->z()->shape.channels == 3 * m);
  w.press(U'z', true);
  CHECK(w.session.document().layer.channel_multiplier == 1);
  CHECK_FALSE(w.session.history().can_undo());
}

TEST_CASE("dragging the pin moves the window in every lane") {
  WholeWindow w;
  const ui::Rect photo = picture_named(w, "photograph");
  const ImVec2 to{photo.min.x + photo.width() * 0.25f, photo.min.y + photo.height() * 0.5f};
  w.headless.drag(photo.centre(), to, 6);
  CHECK(w.session.view().pin_was_dragged);
  CHECK(w.session.view().pin.row == Approx(105).margin(3));
  CHECK(w.session.view().pin.column == Approx(80).margin(3));
  CHECK_FALSE(w.shows("drag me"));
}

TEST_CASE("a fold's switch keeps clear of its lane's title, also where lanes are narrow") {
  WholeWindow w({.width = 1280, .height = 720});
  for (const auto& [title, id] :
       {std::pair{"FOLD 1: DEPTHWISE", "fold 1"}, std::pair{"FOLD 2: POINTWISE", "fold 2"}}) {
    const ui::Drawn* words = w.ui.registry().find(title);
    const ui::Drawn* control = w.ui.registry().find(id);
    REQUIRE(words);
    REQUIRE(control);
    CHECK(words->max.x + 4 < control->min.x);
  }
}

TEST_CASE("a pin that is put on a row out of sight brings it and its input into sight") {
  WholeWindow w;
  w.act(model::SetMultiplier{16});
  CHECK_FALSE(w.shows("z41"));
  w.look(model::SetPin{{1, 80, 200, 40}});
  w.headless.settle(4);
  CHECK(w.session.view().rows_scroll > 0);
  CHECK(w.shows("z39"));
  CHECK(w.shows("z41"));
  CHECK(w.shows("x2"));
  // From there the wheel leads away from it: it is not brought back.
  w.look(model::ScrollRows{0});
  w.headless.settle(4);
  CHECK(w.session.view().rows_scroll == 0);
}

TEST_CASE("hovering lights what belongs to the value") {
  WholeWindow w;
  w.headless.move_to(picture_named(w, "z1").centre());
  w.headless.settle();
  CHECK(lit(w).channels[1] == 1);
  CHECK(lit(w).channels.front() == 1);
  w.headless.move_to(picture_named(w, "x2").centre());
  w.headless.settle();
  CHECK(lit(w).fed.size() == 9);  // a 3x3 window at stride 1: nine outputs read this pixel
  // The same of the photograph, whose pixel has every channel; the sum is of the pixel pointed at.
  const ImVec2 on_photograph = picture_named(w, "photograph").centre();
  w.headless.move_to(on_photograph);
  w.headless.settle();
  CHECK(lit(w).fed.size() == 9);
  CHECK(lit(w).channels.front() == -1);
  const model::OutputPixel there = w.session.path().pixel;
  w.headless.move_to({on_photograph.x + 40, on_photograph.y});
  w.headless.settle();
  CHECK(w.session.path().pixel.row == there.row);
  CHECK(w.session.path().pixel.column > there.column);
  w.headless.move_to(tests::middle_of(w.ui.registry(), "D0,0 cell 1,2"));
  w.headless.settle();
  REQUIRE(lit(w).tap);
  CHECK(lit(w).tap->kx == 2);
  CHECK(lit(w).reach);
  w.headless.move_to(tests::middle_of(w.ui.registry(), "P2,1"));
  w.headless.settle();
  CHECK(lit(w).weight == model::MixCell{2, 1});
  CHECK(w.shows("share"));
}

TEST_CASE("a cell of a filter and a weight of the mix are dragged and typed") {
  WholeWindow w;
  const ImVec2 cell = tests::middle_of(w.ui.registry(), "D0,0 cell 1,1");
  w.headless.drag(cell, {cell.x, cell.y - 40}, 6);
  w.session.settle();
  CHECK(w.session.numbers()->filter(0).at(1, 1, 0, 0) > 0.2f);
  w.headless.double_click(tests::middle_of(w.ui.registry(), "P0,1"));
  w.headless.settle();
  w.headless.type("-2.5");
  w.headless.key(ImGuiKey_Enter);
  w.headless.settle();
  w.session.settle();
  CHECK(w.session.numbers()->filter(1).at(0, 0, 0, 1) == -2.5f);
}

TEST_CASE("the wheel zooms about the cursor, and values are written in large pixels") {
  WholeWindow w;
  const ImVec2 at = picture_named(w, "photograph").centre();
  w.headless.move_to(at);
  for (int i = 0; i < 8; ++i) w.headless.wheel(1);
  CHECK(w.session.view().viewport.zoom > 3);
  w.press(ui::Key::escape);
  CHECK(w.session.view().viewport.zoom == 1);
}

TEST_CASE("no two commands share a shortcut or a name, and every one runs") {
  std::set<std::string> shortcuts;
  std::set<std::string_view> ids;
  WholeWindow w;
  for (const ui::Command& c : ui::commands()) {
    INFO(c.id);
    CHECK(ids.insert(c.id).second);
    CHECK(shortcuts.insert(ui::shortcut_text(c.shortcut)).second);
    w.press(ui::KeyPress{c.shortcut.key, c.shortcut.letter, c.shortcut.ctrl, c.shortcut.shift});
  }
}

TEST_CASE("many channels: the chosen one is always in sight") {
  model::Session::Start start = tests::opening();
  start.document.layer.channel_multiplier = 16;
  start.document.layer.out_channels = 64;
  WholeWindow w({}, std::move(start));
  for (const int k : {0, 31, 63}) {
    w.look(model::SetPin{{2, 50, 50, k}});
    CHECK(w.shows("head y" + std::to_string(k)));
    CHECK(w.shows("result y" + std::to_string(k)));
  }
  for (const int t : {0, 24, 47}) {
    w.look(model::SetPin{{1, 50, 50, t}});
    CHECK(w.shows("z" + std::to_string(t)));
  }
}

TEST_CASE("Present has no small words at 1920x1080, in any lane") {
  model::Session::Start start = tests::opening();
  start.view.present = true;
  WholeWindow w({.width = 1920, .height = 1080, .sizes = ui::kPresentSizes}, std::move(start));
  for (const int lane : {model::kInput, 1, 2, model::kOutput}) {
    w.look(model::OpenLane{lane});
    for (const ui::Drawn& d : w.ui.registry().drawn()) {
      INFO(d.name);
      CHECK((d.text_cap_height == 0 || d.text_cap_height >= 20));
    }
  }
}

TEST_CASE("Present ignores hovering: the pin does everything") {
  model::Session::Start start = tests::opening();
  start.view.present = true;
  start.view.present_lane = 1;
  WholeWindow w({.width = 1920, .height = 1080, .sizes = ui::kPresentSizes}, std::move(start));
  w.headless.move_to(picture_named(w, "z1").centre());
  w.headless.settle();
  CHECK(w.session.view().hover.empty());
}

TEST_CASE("a thousand wild moves neither break the window nor the document") {
  for (const auto operation : {model::OperationView::separable, model::OperationView::regular,
                               model::OperationView::depthwise}) {
    model::Session::Start start = tests::opening(3, 37, 53);
    start.view.operation = operation;
    WholeWindow w({.width = 1024, .height = 640}, std::move(start));
    std::mt19937 random(7);
    const auto somewhere = [&] {
      return ImVec2{static_cast<float>(random() % 1024), static_cast<float>(random() % 640)};
    };
    for (int i = 0; i < 110; ++i) {
      switch (random() % 4) {
        case 0: w.headless.click(somewhere()); break;
        case 1: w.headless.drag(somewhere(), somewhere(), 3); break;
        case 2: w.headless.wheel(static_cast<float>(random() % 3) - 1); break;
        case 3: w.press(static_cast<ui::Key>(random() % 10)); break;
      }
    }
    CHECK(w.session.document().layer.channel_multiplier >= 1);
  }
}

TEST_CASE("a filter's words open its editor, and a preset changes that filter alone") {
  WholeWindow w;
  w.session.settle();
  const core::Filter before = w.session.numbers()->filter(0);
  w.click("D0,0");
  w.headless.settle();
  REQUIRE(w.shows("preset Gaussian"));
  w.click("preset Gaussian");
  w.headless.settle();
  w.session.settle();
  const core::Filter& after = w.session.numbers()->filter(0);
  CHECK(after.at(1, 1, 0, 0) == 0.25f);
  CHECK(after.at(1, 1, 1, 0) == before.at(1, 1, 1, 0));
}

TEST_CASE("More holds what the bar does not") {
  WholeWindow w({.width = 1280, .height = 800});
  w.click("more");
  w.headless.settle(4);
  for (const char* name : {"padding.1", "dilation rows", "stride columns", "filters.1", "mix",
                           "activation", "bias", "grey", "bytes", "range.1", "theme.1"})
    CHECK(w.shows(name));
  w.click("padding.1");
  w.headless.settle();
  CHECK(w.session.document().layer.padding == core::Padding::valid);
  tests::keep_screenshot(w.headless.screenshot(), "window_more");
}

TEST_CASE("More has the zeros: for each side, or as somebody's SAME") {
  WholeWindow w({.width = 1280, .height = 1400});
  w.act(model::SetStrides{{2, 2}});
  w.click("more");
  w.headless.settle(4);
  w.click("convention.1");
  w.session.settle();
  w.headless.settle(4);
  CHECK(w.session.document().layer.explicit_pads == core::Pads{1, 1, 1, 1});
  w.click("padding.2");
  w.headless.settle(4);
  CHECK(w.session.document().zeros.typed == core::Pads{1, 1, 1, 1});
  for (const char* side : {"zeros top", "zeros bottom", "zeros left", "zeros right"})
    CHECK(w.shows(side));
  CHECK_FALSE(w.shows("convention.1"));
  w.click("padding.0");
  CHECK_FALSE(w.session.document().zeros.typed);
}

TEST_CASE("More has the numbers of a normalisation where a block has one") {
  WholeWindow w({.width = 1280, .height = 1800});
  w.act(model::SetBlock{"mobilenet-v1"});
  w.click("more");
  w.headless.settle(4);
  for (const char* name : {"after scale", "after shift", "after mean", "after variance"})
    CHECK(w.shows(name));
  w.click("after folded");
  w.session.settle();
  w.headless.settle(4);
  CHECK(w.session.document().block.values.at(0).folded);
  CHECK(w.session.numbers()->stages.stage(0).after.normalisation == core::Normalisation::none);
  tests::keep_screenshot(w.headless.screenshot(), "window_more_block");
}

TEST_CASE("More feeds the layer: channels made of the picture, test pictures, noise") {
  WholeWindow w({.width = 1280, .height = 1400});
  w.act(model::SetInput{model::InputSource::made, {1, 1, 1, 8}, model::Pattern::impulse});
  w.click("more");
  w.headless.settle(4);
  CHECK(w.shows("input in_channels"));
  w.act(model::SetInput{model::InputSource::pattern, {1, 1, 64, 1}, model::Pattern::signal});
  w.headless.settle(4);
  for (const char* name : {"pattern", "input batch", "input height", "input width"})
    CHECK(w.shows(name));
  CHECK(w.session.numbers()->y()->shape == core::Shape{1, 1, 64, 3});
}
