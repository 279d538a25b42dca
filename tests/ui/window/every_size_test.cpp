// Windows, kernels and channels of every size: nothing that is counted, pressed or drawn may end
// the program, however little room is left for it (Dear ImGui's assertions are on).
#include <cmath>

#include "tests/support/whole_window.h"

using namespace twofold;

namespace {

model::Session::Start start_of(int channels, int kernel) {
  model::Session::Start start = tests::opening();
  start.document.source = model::InputSource::noise;
  start.document.noise = {1, 24, 32, channels};
  start.document.layer.kernel = {kernel, kernel};
  return start;
}

void check_places(const ui::Registry& registry) {
  for (const ui::Drawn& drawn : registry.drawn()) {
    const bool finite = std::isfinite(drawn.min.x) && std::isfinite(drawn.min.y) &&
                        std::isfinite(drawn.max.x) && std::isfinite(drawn.max.y);
    if (finite) continue;
    INFO(drawn.name);
    REQUIRE(finite);
  }
}

/// All ways to look at one session, one after the other.
void look_every_way(tests::WholeWindow& window) {
  using Looks = std::vector<model::ViewAction>;
  struct Way {
    Looks there;
    Looks back;
  };
  const model::OpenLarge large{paint::result_key(0, 0)};
  const Way ways[] = {
      {{model::Present{true}}, {model::Present{false}}},
      {{large}, {model::CloseLarge{}}},
      {{large, model::ZoomAbout{0.5, 0.5, 8}}, {model::CloseLarge{}, model::ShowWhole{}}},
      {{model::OpenCost{model::CostPage::counts}}, {model::CloseCost{}}},
      {{model::OpenCost{model::CostPage::curves}}, {model::CloseCost{}}},
      {{model::OpenCost{model::CostPage::networks}}, {model::CloseCost{}}},
      {{model::OpenCost{model::CostPage::detector}}, {model::CloseCost{}}},
      {{model::OpenCost{model::CostPage::groups}}, {model::CloseCost{}}},
      {{model::OpenCost{model::CostPage::bits}}, {model::CloseCost{}}},
      {{}, {}}};
  const auto look_and_check = [&] {
    window.session.settle();
    window.headless.settle(2);
    check_places(window.ui.registry());
  };
  for (const auto operation : {model::OperationView::regular, model::OperationView::depthwise,
                               model::OperationView::separable}) {
    window.look(model::ShowOperation{operation});
    for (const Way& way : ways) {
      for (const model::ViewAction& look : way.there) window.look(look);
      look_and_check();
      for (const model::ViewAction& look : way.back) window.look(look);
    }
    for (const model::LearningPage page :
         {model::LearningPage::lost, model::LearningPage::training}) {
      window.learn(model::OpenLearning{page});
      window.learn(model::ChooseKernel{
          {.source = model::KernelSource::stage, .kernel = nullptr, .name = {}}});
      look_and_check();
      window.learn(model::CloseLearning{});
    }
    window.walk(model::GoToStart{});
    look_and_check();
    window.walk(model::LeaveSteps{});
  }
}

}  // namespace

TEST_CASE("a window of any size shows a layer of any size") {
  struct Size {
    int width, height;
    float scale;
  };
  const Size size = GENERATE(Size{200, 150, 1}, Size{320, 240, 1}, Size{640, 400, 1},
                             Size{800, 600, 1}, Size{1024, 768, 2}, Size{1280, 720, 1});
  const int kernel = GENERATE(1, 5, 31);
  const int channels = GENERATE(1, 3, 64);
  CAPTURE(size.width, size.height, size.scale, kernel, channels);
  tests::WholeWindow window({.width = size.width, .height = size.height, .scale = size.scale},
                            start_of(channels, kernel));
  look_every_way(window);
}

TEST_CASE("a window of any size shows hundreds of channels") {
  const int width = GENERATE(320, 800);
  tests::WholeWindow window({.width = width, .height = width * 3 / 4}, start_of(728, 3));
  look_every_way(window);
}

TEST_CASE("what is counted off a rectangle is never outside of it") {
  CHECK(ui::how_many(-5, 10) == 0);
  CHECK(ui::how_many(29, 10) == 2);
  CHECK(ui::how_many(29, 0) == 0);
  CHECK(ui::index_at(-1, 4) == 0);
  CHECK(ui::index_at(7, 4) == 3);
  CHECK(ui::index_at(std::nan(""), 4) == 0);
  const ui::Rect rect{{0, 0}, {10, 6}};
  CHECK(rect.top(9).height() == 6);
  CHECK(rect.without_bottom(9).height() == 0);
  CHECK(rect.shrunk(4).height() == 0);
  CHECK(rect.shrunk(4).width() == 2);
}
