// Rows move to their places when there are more of them or fewer, for a moment and where somebody
// sees it.
#include "app/ui/frame/row_motion.h"

#include <fmt/format.h>

#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

constexpr float kFrame = 1.0f / 60;  // of the window that is nowhere

struct MovingWindow : WholeWindow {
  explicit MovingWindow(bool moves = true) : WholeWindow({.width = 1440, .height = 900}) {
    ui = ui::Ui({.moves = moves});
    headless.settle();
  }
  /// Changes the multiplier; how its rows move is left to the frames that are drawn next.
  void multiply(int m) {
    model::Edits edits;
    edits.changes.push_back({model::SetMultiplier{m}, 0});
    session.apply(edits);
    session.settle();
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) headless.settle(1);
  }
  float top_of(const std::string& z) const {
    const ui::Drawn* drawn = ui.registry().find(z);
    REQUIRE(drawn);
    return drawn->min.y;
  }
  bool moves() const { return ui.window().row_motion.moves; }
};

/// Where the pictures of z are with this multiplier, once nothing moves.
std::vector<float> places(int m, int rows) {
  MovingWindow w(false);
  w.multiply(m);
  w.frames(2);
  CHECK_FALSE(w.moves());
  std::vector<float> tops;
  for (int t = 0; t < rows; ++t) tops.push_back(w.top_of(fmt::format("z{}", t)));
  return tops;
}

}  // namespace

TEST_CASE("with another multiplier every row moves from where it stood to its place") {
  const std::vector<float> one = places(1, 3);
  const std::vector<float> two = places(2, 6);
  const std::vector<float> three = places(3, 9);
  constexpr int kThere = static_cast<int>(ui::kRowsMove / kFrame) + 2;
  MovingWindow w;
  w.multiply(2);
  w.frames(kThere);
  CHECK_FALSE(w.moves());
  for (int t = 0; t < 6; ++t) CHECK(w.top_of(fmt::format("z{}", t)) == two[t]);
  w.multiply(3);
  w.frames(3);
  // The second filter of R is on its way.
  CHECK(w.moves());
  CHECK(w.top_of("z1") != two[1]);
  CHECK(w.top_of("z1") != three[1]);
  w.frames(kThere);
  CHECK_FALSE(w.moves());
  for (int t = 0; t < 9; ++t) CHECK(w.top_of(fmt::format("z{}", t)) == three[t]);
  // And back, by Reset all.
  model::Edits reset;
  reset.of_session.emplace_back(model::ResetAll{});
  w.session.apply(reset);
  w.session.settle();
  w.frames(2);
  CHECK(w.moves());
  w.frames(kThere);
  for (int t = 0; t < 3; ++t) CHECK(w.top_of(fmt::format("z{}", t)) == one[t]);
}

TEST_CASE("a multiplier that is dragged on sets out from where the rows are") {
  MovingWindow w;
  w.multiply(2);
  w.frames(4);
  REQUIRE(w.moves());
  for (const int m : {3, 4, 16, 5, 1}) {
    w.multiply(m);
    const std::vector<ui::RowPlace> shown = w.ui.window().row_motion.shown;
    w.frames(1);
    const ui::RowMotion& motion = w.ui.window().row_motion;
    REQUIRE(std::ssize(motion.from) == 3 * m);
    CHECK(motion.from[0].top == shown[0].top);
    for (const ui::RowPlace& place : motion.from) CHECK(place.height >= 0);
    w.frames(3);
  }
}

TEST_CASE("nothing moves where nobody sees it, and where less motion is asked for") {
  for (const bool asked : {false, true}) {
    MovingWindow w(asked);
    if (asked) w.look(model::LessMotion{true});
    w.multiply(2);
    w.frames(1);
    CHECK_FALSE(w.moves());
    CHECK(w.top_of("z5") == places(2, 6).back());
  }
}
