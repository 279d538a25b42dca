// A setting that cannot be: the sentence at its control, the last good picture below.
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

/// VALID with a kernel that is larger than the picture.
core::Layer too_large() {
  core::Layer layer;
  layer.kernel = {11, 11};
  layer.padding = core::Padding::valid;
  return layer;
}

}  // namespace

TEST_CASE("a layer that cannot be computed shows its sentence over the last good pictures") {
  WholeWindow w({}, tests::opening(3, 8, 12));
  CHECK_FALSE(w.shows("problem"));
  w.act(model::SetLayer{too_large()});
  REQUIRE_FALSE(w.session.problems().empty());
  CHECK(w.shows("problem"));
  CHECK(w.shows("photograph"));
  core::Layer good = too_large();
  good.padding = core::Padding::same;
  w.act(model::SetLayer{good});
  CHECK_FALSE(w.shows("problem"));
}

TEST_CASE("one grey channel is said in lane 1") {
  WholeWindow w({}, tests::opening(1));
  CHECK(w.shows("one channel"));
  WholeWindow colour({}, tests::opening(3));
  CHECK_FALSE(colour.shows("one channel"));
}

TEST_CASE("screenshots of a problem and of one channel") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
    const std::string name = theme == model::ThemeChoice::dark ? "dark" : "light";
    WholeWindow w({.width = 1280, .height = 720, .theme = theme}, tests::opening(3, 8, 12));
    w.act(model::SetLayer{too_large()});
    tests::keep_screenshot(w.headless.screenshot(), "problem_" + name);
    WholeWindow grey({.width = 1280, .height = 720, .theme = theme}, tests::opening(1));
    tests::keep_screenshot(grey.headless.screenshot(), "one_channel_" + name);
  }
}
