// A filter is edited beside itself: what it is and what it makes stay in sight.
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

std::vector<ui::Drawn> presets(const WholeWindow& w) {
  std::vector<ui::Drawn> found;
  for (const ui::Drawn& drawn : w.ui.registry().drawn())
    if (drawn.name.starts_with("preset ")) found.push_back(drawn);
  return found;
}

float cell(const WholeWindow& w, int ky, int kx) {
  return w.session.numbers()->filter(0).at(ky, kx, 0, 0);
}

}  // namespace

TEST_CASE("the editor stands beside the filter and what it makes, whole, and Esc closes it") {
  struct Size {
    int width, height;
  };
  for (const Size size : {Size{1024, 768}, Size{1280, 720}, Size{1366, 768}, Size{1920, 1080}}) {
    WholeWindow w({.width = size.width, .height = size.height});
    w.click("D0,0");
    w.headless.settle();
    const std::vector<ui::Drawn> shown = presets(w);
    CAPTURE(size.width);
    REQUIRE_FALSE(shown.empty());
    const ui::Rect window{{0, 0},
                          {static_cast<float>(size.width), static_cast<float>(size.height)}};
    for (const ui::Drawn& preset : shown) {
      CAPTURE(preset.name);
      CHECK(preset.seen().area() == preset.rect().area());
      CHECK(window.common(preset.rect()).area() == preset.rect().area());
      for (const char* subject : {"D0,0", "z0", "loupe z0"})
        if (const ui::Drawn* d = w.ui.registry().find(subject))
          CHECK_FALSE(preset.rect().overlaps(d->rect()));
    }
    w.headless.key(ImGuiKey_Escape);
    w.headless.settle();
    CHECK(presets(w).empty());
  }
}

TEST_CASE("while fold 1 is off its editor says so and offers to switch it on") {
  WholeWindow w({.width = 1280, .height = 720});
  w.act(model::SetBypass{{.depthwise = true, .pointwise = false}});
  w.click("D0,0");
  w.headless.settle();
  CHECK(presets(w).empty());
  REQUIRE(w.shows("switch fold 1 on"));
  w.click("switch fold 1 on");
  CHECK_FALSE(w.session.document().bypass.depthwise);
}

TEST_CASE("while fold 2 is off the mix offers to switch it on instead of naming a rule") {
  WholeWindow w({.width = 1280, .height = 720});
  REQUIRE(w.shows("mix rule"));
  w.act(model::SetBypass{{.depthwise = false, .pointwise = true}});
  CHECK_FALSE(w.shows("mix rule"));
  w.click("switch fold 2 on");
  CHECK_FALSE(w.session.document().bypass.pointwise);
}

TEST_CASE("weights are stepped by the wheel, and by arrows once Tab is on them") {
  WholeWindow w({.width = 1440, .height = 900});
  const auto weight = [&w] { return w.session.numbers()->filter(1).at(0, 0, 0, 1); };
  const float before = weight();
  w.headless.move_to(tests::middle_of(w.ui.registry(), "P0,1"));
  w.headless.wheel(1);
  w.session.settle();
  CHECK(weight() == Approx(before + 0.05f));
  for (int i = 0; i < 200 && w.ui.window().focus.id() != "P0,1"; ++i) w.press(ui::Key::tab);
  REQUIRE(w.ui.window().focus.id() == "P0,1");
  w.press(ui::Key::down);
  w.session.settle();
  CHECK(weight() == Approx(before));

  w.headless.move_to({-100, -100});
  w.click("D0,0");
  w.headless.settle();
  w.headless.move_to(tests::middle_of(w.ui.registry(), "D0,0 cell 1,1"));
  const float centre = cell(w, 1, 1);
  w.headless.wheel(-1);
  w.session.settle();
  CHECK(cell(w, 1, 1) == Approx(centre - 0.05f));
}

TEST_CASE("the wheel over a matrix that scrolls leaves its weights alone") {
  WholeWindow w({.width = 1280, .height = 720});
  w.act(model::SetOutChannels{64});
  const auto weights = w.session.numbers()->filter(1).values;
  w.headless.move_to(tests::middle_of(w.ui.registry(), "P0,1"));
  w.headless.wheel(-1);
  w.session.settle();
  CHECK(w.session.numbers()->filter(1).values == weights);
}
