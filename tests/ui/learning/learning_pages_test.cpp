// The pages about learning in the whole window: opened by their keys, worked by mouse and keyboard,
// their filters taken in one step.
#include "app/model/learning/learner.h"
#include "core/learn/kernels.h"
#include "tests/support/whole_window.h"

using namespace twofold;

namespace {

model::Session::Start start_of(int height = 40, int width = 60) {
  model::Session::Start start = tests::opening(3, height, width);
  start.trained = std::make_shared<const core::Filter>(
      core::make_standard(core::StandardPreset::random, {3, 3, 3, 4}));
  return start;
}

const raster::OffscreenSettings kWindow{.width = 1280, .height = 720};

void wait(tests::WholeWindow& window) {
  window.session.settle();
  window.headless.settle();
  window.session.settle();
  window.headless.settle();
}

const model::LearningLook& look(const tests::WholeWindow& window) {
  return window.session.view().learning;
}

}  // namespace

TEST_CASE("keys open the pages about learning, and Esc closes them") {
  tests::WholeWindow window(kWindow, start_of());
  window.press(U'w');
  CHECK(look(window).open);
  CHECK(look(window).page == model::LearningPage::lost);
  window.press(U'g');
  CHECK(look(window).page == model::LearningPage::training);
  window.press(ui::Key::escape);
  CHECK_FALSE(look(window).open);
  CHECK(window.shows("channel_multiplier"));
}

TEST_CASE("the seed of a run is in reach in every window, and begins it anew") {
  for (const int width : {1024, 1280, 1920}) {
    CAPTURE(width);
    tests::WholeWindow window({.width = width, .height = 768}, start_of());
    window.press(U'g');
    wait(window);
    REQUIRE(window.shows("training seed"));
    const std::uint64_t before = look(window).training.settings.seed;
    window.click("training seed.more");
    CHECK(look(window).training.settings.seed == before + 1);
  }
}

TEST_CASE("all settings of a run are in reach beside a kernel of the user's own") {
  for (const int width : {1024, 1100, 1280, 1920}) {
    CAPTURE(width);
    tests::WholeWindow window({.width = width, .height = 768}, start_of());
    window.press(U'w');
    wait(window);
    const ImVec2 cell = tests::middle_of(window.ui.registry(), "W cell 1,1");
    window.headless.drag(cell, {cell.x, cell.y - 40});
    wait(window);
    window.press(U'g');
    wait(window);
    REQUIRE(look(window).target.source == model::KernelSource::given);
    for (const char* name : {"training optimiser", "training rate", "training init",
                             "training seed", "lesson kernel path"}) {
      CAPTURE(name);
      const ui::Drawn* drawn = window.ui.registry().find(name);
      REQUIRE(drawn != nullptr);
      CHECK(drawn->max.x <= static_cast<float>(width));
      CHECK(drawn->max.x - drawn->min.x > 60);
    }
  }
}

TEST_CASE("what is lost: examples, the multiplier on the curves, filters taken as one step") {
  tests::WholeWindow window(kWindow, start_of());
  window.press(U'w');
  wait(window);
  window.click("lost cannot");
  wait(window);
  CHECK(look(window).target.source == model::KernelSource::edges);
  CHECK(window.session.lost()->fit.relative_error > 0.1);
  const ui::Drawn* curves = window.ui.registry().find("lost curves");
  REQUIRE(curves != nullptr);
  const float y = (curves->min.y + curves->max.y) / 2;
  window.headless.drag({curves->min.x + 1, y}, {curves->max.x - 1, y});
  wait(window);
  CHECK(look(window).lost.multiplier == window.session.lost()->exact_multiplier);
  window.take_changes();
  const std::size_t steps = window.session.history().reachable().size();
  window.click("lost take");
  CHECK(window.take_changes().size() == 1);
  CHECK_FALSE(look(window).open);
  CHECK(window.session.history().reachable().size() == steps + 1);
  CHECK(window.session.document().layer.out_channels == 16);
  CHECK(window.session.document().layer.channel_multiplier == 9);
  window.session.settle();
  CHECK(window.session.problems().empty());
}

TEST_CASE("a cell of the open slice that is typed makes the kernel the user's own") {
  tests::WholeWindow window(kWindow, start_of());
  window.press(U'w');
  wait(window);
  const float before = window.session.lost()->target.kernel->at(1, 1, 0, 0);
  const ImVec2 cell = tests::middle_of(window.ui.registry(), "W cell 1,1");
  window.headless.drag(cell, {cell.x, cell.y - 40});
  wait(window);
  CHECK(look(window).target.source == model::KernelSource::given);
  CHECK(window.session.lost()->target.kernel->at(1, 1, 0, 0) != before);
  CHECK(window.take_changes().empty());
}

TEST_CASE("training: played, stepped by keys, another student looked at, its filters taken") {
  tests::WholeWindow window(kWindow, start_of());
  window.press(U'g');
  wait(window);
  window.press(U'.');
  CHECK(look(window).training.step == 1);
  window.press(ui::KeyPress{.letter = U'.', .shift = true});
  CHECK(look(window).training.step == 101);
  window.press(U',');
  CHECK(look(window).training.step == 100);
  window.press(ui::Key::space);
  CHECK(look(window).training.playing);
  window.headless.settle(3);
  CHECK(look(window).training.step > 100);
  window.press(ui::Key::space);
  window.press(ui::Key::end);
  wait(window);
  CHECK(look(window).training.step == model::kRunSteps);
  window.click("student 2");
  wait(window);
  CHECK(look(window).training.student == 2);
  window.click("D press");
  wait(window);
  CHECK(look(window).training.weight > 0);
  window.take_changes();
  window.click("training take");
  CHECK(window.take_changes().size() == 1);
  CHECK(window.session.document().layer.channel_multiplier == 2);
  CHECK(window.session.document().layer.out_channels == 4);
}

TEST_CASE("a standard student's filters are taken apart exactly") {
  tests::WholeWindow window(kWindow, start_of());
  window.press(U'g');
  wait(window);
  window.click("student 0");
  wait(window);
  window.click("training take");
  CHECK(window.session.document().layer.channel_multiplier == 4);  // min(9, K)
}

TEST_CASE("the pages about learning in windows of any size, and in both themes") {
  struct Size {
    int width, height;
    float scale;
  };
  const Size size = GENERATE(Size{200, 150, 1}, Size{640, 400, 1}, Size{1024, 768, 2},
                             Size{1024, 768, 1}, Size{1920, 1080, 1});
  const auto theme = GENERATE(model::ThemeChoice::dark, model::ThemeChoice::light);
  tests::WholeWindow window(
      {.width = size.width, .height = size.height, .theme = theme, .scale = size.scale},
      start_of(12, 16));
  for (const char32_t key : {U'w', U'g'}) {
    window.press(key);
    wait(window);
    for (const model::TrainingSide side :
         {model::TrainingSide::sentence, model::TrainingSide::cost}) {
      model::Edits edits;
      edits.lessons.emplace_back(model::ShowBeside{side});
      window.session.apply(edits);
      window.headless.settle(2);
    }
    for (const ui::Drawn& drawn : window.ui.registry().drawn()) {
      INFO(drawn.name);
      const bool finite = std::isfinite(drawn.min.x) && std::isfinite(drawn.max.y);
      CHECK(finite);
      CHECK(drawn.max.x >= drawn.min.x);
    }
  }
}
