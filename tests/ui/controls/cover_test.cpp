// What a class is to predict is nowhere on the screen until a key is pressed.
#include "app/ui/controls/cover.h"

#include <algorithm>

#include "tests/support/whole_window.h"

namespace twofold::ui {
namespace {

using tests::WholeWindow;

model::Session::Start asking_for(const model::Facts& facts) {
  model::Session::Start start = tests::opening(3, 24, 32);
  start.view.playback.asked = facts;
  return start;
}

/// Whether any text on the screen has these letters in it.
bool is_written(const WholeWindow& w, std::string_view words) {
  const auto& drawn = w.ui.registry().drawn();
  return std::any_of(drawn.begin(), drawn.end(), [&](const Drawn& d) {
    return d.text_cap_height > 0 && d.name.find(words) != std::string::npos;
  });
}

TEST_CASE("costs are covered in the panel and on the pages until Space") {
  WholeWindow w({}, asking_for({.cost = true}));
  CHECK(is_written(w, "44 %"));
  w.press(U'h');
  CHECK(w.shows("cover cost"));
  for (const char* leak : {"44 %", "36 / 81", "= 2.25"}) CHECK_FALSE(is_written(w, leak));
  w.look(model::OpenCost{});
  CHECK(w.shows("cover cost view"));
  CHECK_FALSE(is_written(w, "44 %"));
  w.look(model::CloseCost{});
  w.press(Key::space);
  CHECK(is_written(w, "44 %"));
  CHECK_FALSE(w.session.view().playback.playing);
  w.act(model::SetMultiplier{2});
  CHECK(w.shows("cover cost"));
  w.press(Key::page_down);
  CHECK(is_written(w, "89 %"));
  CHECK_FALSE(w.session.view().playback.active);
}

TEST_CASE("shapes are covered in every lane, and come back with the key") {
  WholeWindow w({}, asking_for({.shape = true}));
  w.press(U'h');
  w.act(model::SetStrides{{2, 2}});
  CHECK(w.shows("cover shape"));
  for (const char* leak : {"[1,12,16,3]", "12", "z0", "y0"}) CHECK_FALSE(is_written(w, leak));
  CHECK(is_written(w, "[1,24,32,3]"));
  w.press(Key::space);
  CHECK(is_written(w, "[1,12,16,3]"));
  w.press(U'h');
  CHECK_FALSE(w.shows("cover shape"));
}

TEST_CASE("in Present the folded lanes are covered, too") {
  WholeWindow w({.width = 1920, .height = 1080}, asking_for({.shape = true, .cost = true}));
  w.press(Key::f5);
  w.press(U'h');
  CHECK(w.shows("cover lane"));
  CHECK(w.shows("cover cost"));
  CHECK_FALSE(w.shows("z0"));
  w.press(Key::space);
  CHECK_FALSE(w.shows("cover lane"));
  CHECK(w.shows("z0"));
}

TEST_CASE("before the race nothing tells the winner, and Space starts it") {
  WholeWindow w({}, asking_for({.winner = true}));
  w.press(U'h');
  w.press(U'r');
  CHECK(w.shows("cover cost"));
  CHECK_FALSE(w.session.view().playback.playing);
  const core::Schedule& separable = w.session.walk()->schedule;
  CHECK_FALSE(is_written(w, std::to_string(separable.count() % 1000)));
  w.press(Key::space);
  CHECK(w.session.view().playback.playing);
  CHECK_FALSE(w.shows("cover cost"));
}

TEST_CASE("a pixel that is to be predicted is not painted before the key") {
  WholeWindow w({}, asking_for({.value = true}));
  const paint::PictureKey z0 = paint::result_key(1, 0);
  const auto complete = [&] { return w.session.painter().painted(z0)->complete; };
  w.press(U'h');
  w.walk(model::SetStepUnit{core::Unit::pixel});
  w.walk(model::GoToStart{});
  w.press(U'.');
  w.headless.settle();
  CHECK(complete() == 0);
  CHECK(is_written(w, "= ?"));
  CHECK(is_written(w, kShowsIt));
  w.press(U'.');
  w.headless.settle();
  CHECK(complete() == 1);
  CHECK(w.session.view().playback.done == 4);
}

}  // namespace
}  // namespace twofold::ui
