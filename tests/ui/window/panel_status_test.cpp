// The line at the bottom: a computation that takes long says how far it is.
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "app/ui/window/panels.h"
#include "tests/support/catch.h"
#include "tests/support/panel_stage.h"

using namespace twofold;
using tests::PanelStage;

namespace {

const raster::OffscreenSettings kLine{.width = 1280, .height = 24};

PanelStage stage(model::Session::Start start) {
  return PanelStage(kLine, std::move(start), [](ui::Frame& frame) {
    ui::panel_status(frame, {{0, 0}, {1280, 24}});
  });
}

/// Whether a text begins with these words.
bool says(const PanelStage& s, std::string_view words) {
  for (const ui::Drawn& d : s.registry().drawn())
    if (d.text_cap_height > 0 && d.name.rfind(words, 0) == 0) return true;
  return false;
}

}  // namespace

TEST_CASE("a computation that takes long shows how far it is, and no longer than it runs") {
  std::atomic<bool> holds = false;
  model::Session::Start start = tests::opening(3, 12, 16);
  // Called on the worker's thread with every result: it takes as long as the test wants.
  start.wake = [&holds] {
    while (holds) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  };
  PanelStage s = stage(std::move(start));
  CHECK_FALSE(says(s, "computing"));
  model::Edits edits;
  edits.changes.push_back({model::SetMultiplier{2}, 0});
  holds = true;
  s.session.apply(edits);
  for (int i = 0; i < 1000 && !says(s, "computing"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    s.headless.settle(1);
  }
  CHECK(says(s, "computing 0 %"));
  holds = false;
  s.session.settle();
  s.headless.settle();
  CHECK_FALSE(says(s, "computing"));
}

TEST_CASE("the working size and full size are one click apart, for large pictures alone") {
  PanelStage small = stage(tests::opening(3, 12, 16));
  CHECK(small.registry().find("full size") == nullptr);
  PanelStage s = stage(tests::opening(3, 400, 600));
  REQUIRE(s.session.document().longest_side == model::kWorkingSide);
  CHECK(says(s, "320 of 600 px"));
  s.headless.click(tests::middle_of(s.registry(), "full size"));
  CHECK(s.session.document().longest_side == 0);
  s.headless.settle();
  CHECK(says(s, "full size, 600 px"));
  s.headless.click(tests::middle_of(s.registry(), "full size"));
  CHECK(s.session.document().longest_side == model::kWorkingSide);
}

TEST_CASE("what just happened stands there until something else does") {
  PanelStage s = stage(tests::opening(3, 12, 16));
  CHECK(says(s, "Fold 1 filters every channel"));
  s.session.say({"Saved here", false});
  s.headless.settle();
  CHECK(says(s, "Saved here"));
  CHECK_FALSE(says(s, "Fold 1"));
}

TEST_CASE("the line says what the operation does that is shown, and whose cost stands there") {
  const std::pair<model::OperationView, const char*> kWords[] = {
      {model::OperationView::regular, "One step: at every pixel"},
      {model::OperationView::depthwise, "Fold 1 alone:"},
      {model::OperationView::separable, "Fold 1 filters every channel"}};
  for (const auto& [operation, words] : kWords) {
    model::Session::Start start = tests::opening(3, 12, 16);
    start.view.operation = operation;
    CHECK(says(stage(std::move(start)), words));
  }
}
