// The whole window while steps are walked: back and forth gives the same pixels, and pointing and
// pinning work meanwhile.
#include "app/ui/one_value/stepper_row.h"

#include "tests/support/whole_window.h"

namespace twofold::ui {
namespace {

using tests::WholeWindow;

void go_to(WholeWindow& w, std::int64_t done) {
  w.walk(model::GoToStep{done});
  w.headless.settle(2);
}

/// A function, so that a failure does not print two million bytes.
bool are_same(const paint::Rgba8& a, const paint::Rgba8& b) { return a.pixels == b.pixels; }

model::Session::Start small(const core::Layer& layer) {
  model::Session::Start start = tests::opening(3, 14, 18);
  start.document.layer = layer;
  return start;
}

TEST_CASE("back and forth returns to the same pixels") {
  const core::Layer layers[] = {
      {.kernel = {3, 3}, .out_channels = 3},
      {.kernel = {3, 3}, .strides = {2, 2}, .channel_multiplier = 2, .out_channels = 2},
      {.kernel = {3, 3}, .dilations = {2, 2}, .out_channels = 3}};
  for (const core::Layer& layer : layers) {
    WholeWindow w({}, small(layer));
    const std::int64_t last = w.session.walk()->last;
    for (const std::int64_t at : {std::int64_t{1}, last / 3, last - 2}) {
      go_to(w, at);
      const paint::Rgba8 before = w.headless.screenshot();
      w.press(U'.');
      w.press(U'.');
      const paint::Rgba8 further = w.headless.screenshot();
      w.press(U',');
      w.press(U',');
      CHECK(w.session.view().playback.done == at);
      const paint::Rgba8 after = w.headless.screenshot();
      CHECK(are_same(before, after));
      CHECK_FALSE(are_same(before, further));
      go_to(w, last);
      go_to(w, at);
      CHECK(are_same(w.headless.screenshot(), before));
    }
  }
}

TEST_CASE("pointing pauses the eye, not the steps: a ghost stays where they are") {
  WholeWindow w({}, small({.kernel = {3, 3}, .out_channels = 3}));
  w.press(Key::space);
  REQUIRE(w.session.view().playback.playing);
  w.headless.move_to(tests::middle_of(w.ui.registry(), "result y2"));
  w.headless.settle(2);
  const std::int64_t done = w.session.view().playback.done;
  w.headless.settle(20);
  CHECK(w.session.view().playback.playing);
  CHECK(w.session.view().playback.done > done);
  CHECK(w.session.highlighted().ghost);
  CHECK(w.session.highlighted().channels.back() == 2);
  w.headless.move_to({1, 1});
  w.headless.settle(2);
  CHECK_FALSE(w.session.highlighted().ghost);
}

TEST_CASE("a click on a picture while it plays begins anew there, or goes on at its speed") {
  for (const bool slowly : {true, false}) {
    WholeWindow w({}, small({.kernel = {3, 3}, .out_channels = 3}));
    if (!slowly) w.walk(model::SetSpeed{2});
    w.press(Key::space);
    w.headless.click(tests::middle_of(w.ui.registry(), "result y1"));
    CHECK(w.session.view().pin.channel == 1);
    CHECK(w.session.view().playback.playing);
    const auto at = model::position(w.session.view().playback, *w.session.walk());
    REQUIRE(at);
    CHECK(at->step.value.stage == (slowly ? 0 : 1));
    CHECK(at->step.value.channel == (slowly ? 0 : 1));
    if (!slowly) continue;
    const model::Place& pin = w.session.view().pin;
    CHECK(std::abs(at->step.value.oy - pin.row) <= 1);
  }
}

TEST_CASE("what has been played is played again, from the pin") {
  WholeWindow w({}, small({.kernel = {3, 3}, .out_channels = 3}));
  w.press(Key::end);
  const std::int64_t last = w.session.view().playback.done;
  w.press(ui::KeyPress{.key = Key::space, .shift = true});
  CHECK(w.session.view().playback.playing);
  CHECK(w.session.view().playback.done < last);
  CHECK(w.session.view().playback.begins_slowly);
}

TEST_CASE("a list that is opened by keys is closed by the same key") {
  WholeWindow w;
  for (int i = 0; i < 100 && w.ui.window().focus.id() != "step unit"; ++i) w.press(Key::tab);
  REQUIRE(w.ui.window().focus.id() == "step unit");
  w.press(Key::enter);
  CHECK(w.shows("step unit.1"));
  w.press(Key::down);
  CHECK(w.session.view().playback.unit == core::Unit::pixel);
  w.press(Key::enter);
  CHECK_FALSE(w.shows("step unit.1"));
  w.press(Key::enter);
  CHECK(w.shows("step unit.1"));
}

TEST_CASE("a magnified picture has an overview of the whole") {
  WholeWindow w({}, small({.kernel = {3, 3}, .out_channels = 3}));
  CHECK_FALSE(w.shows("overview"));
  w.look(model::ZoomAbout{0.2, 0.2, 6});
  CHECK(w.shows("overview"));
  w.headless.settle(2);
  CHECK(w.session.painter().painted({paint::PictureKind::overview, 0})->region.width == 18);
}

}  // namespace
}  // namespace twofold::ui
