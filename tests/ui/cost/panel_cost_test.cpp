// The cost panel: what it says is core::cost's, it fits its rectangle, and untouched it emits
// nothing.
#include "app/ui/cost/cost_words.h"
#include "app/ui/cost/panels.h"
#include "tests/support/catch.h"
#include "tests/support/panel_stage.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::PanelStage;

namespace {

const raster::OffscreenSettings kSmall{.width = 372, .height = 196};

PanelStage stage(model::Session::Start start, raster::OffscreenSettings settings = kSmall) {
  const ui::Rect rect{{0, 0},
                      {static_cast<float>(settings.width), static_cast<float>(settings.height)}};
  return PanelStage(settings, std::move(start),
                    [rect](ui::Frame& frame) { ui::panel_cost(frame, rect); });
}

core::Layer layer(int m, int outputs) {
  core::Layer l;
  l.channel_multiplier = m;
  l.out_channels = outputs;
  return l;
}

}  // namespace

TEST_CASE("the opening's cost panel says 36 / 81 weights, 44 %, break-even 2.25") {
  PanelStage s = stage(tests::opening());
  CHECK(s.registry().find("36 / 81") != nullptr);
  CHECK(s.registry().find("44 %") != nullptr);
  CHECK(s.registry().find("2.25") != nullptr);
  CHECK(s.take_changes().empty());
}

TEST_CASE("everything in the cost panel stands inside it, whatever the layer") {
  const auto [height, scale] = GENERATE(table<int, float>({{196, 1.0f}, {392, 2.0f}, {290, 1.0f}}));
  const raster::OffscreenSettings settings{.width = static_cast<int>(372 * scale),
                                           .height = height,
                                           .theme = model::ThemeChoice::dark,
                                           .scale = scale};
  const int channels = GENERATE(1, 3);
  PanelStage s = stage(tests::opening(channels, 12, 16), settings);
  for (const core::Layer& l : {layer(1, 3), layer(2, 64), layer(16, 1), layer(16, 4096)}) {
    s.act(model::SetLayer{l});
    for (const ui::Drawn& drawn : s.registry().drawn()) {
      CAPTURE(drawn.name, l.channel_multiplier, l.out_channels, channels, height);
      CHECK(drawn.min.x >= 0);
      CHECK(drawn.min.y >= 0);
      CHECK(drawn.max.x <= static_cast<float>(settings.width));
      CHECK(drawn.max.y <= static_cast<float>(settings.height));
    }
  }
}

TEST_CASE("what TensorFlow objects to stands whole in small windows") {
  const auto [width, height] = GENERATE(table<int, int>({{1024, 768}, {1280, 720}, {1366, 768}}));
  tests::WholeWindow w({.width = width, .height = height});
  w.act(model::SetMultiplier{4});
  CAPTURE(width, height);
  CHECK(w.shows("cost tensorflow"));
}

TEST_CASE("a click on 'More about cost' opens the cost view") {
  PanelStage s = stage(tests::opening());
  CHECK_FALSE(s.session.view().cost.open);
  s.headless.click(tests::middle_of(s.registry(), "More about cost"));
  CHECK(s.session.view().cost.open);
}

TEST_CASE("a layer that cannot be computed shows the problem in place of numbers") {
  PanelStage s = stage(tests::opening(3, 4, 4));
  core::Layer l;
  l.kernel = {9, 9};
  l.padding = core::Padding::valid;
  s.act(model::SetLayer{l});
  REQUIRE_FALSE(s.session.problems().empty());
  CHECK(s.registry().find("cost ratio") == nullptr);
}

TEST_CASE("hovering explains with this layer's numbers put in") {
  PanelStage s = stage(tests::opening());
  const ui::LayerCost c = ui::layer_cost(s.session.document());
  CHECK(ui::ratio_sentence(c).find("1 × (1/3 + 1/9) = 0.444") != std::string::npos);
  CHECK(ui::params_sentence(c).find("3 × 3 × 3 × 1 = 27") != std::string::npos);
  CHECK(ui::break_even_sentence(c).find("9 × 3 / (9 + 3) = 2.25") != std::string::npos);
}

TEST_CASE("one input channel: what is said depends on m against out_channels") {
  const core::Shape in{1, 8, 8, 1};
  const auto says = [&](int m, int outputs) {
    const core::Layer l = layer(m, outputs);
    return ui::one_channel_sentence({l, in, core::cost(l, in)});
  };
  CHECK(says(8, 8).find("already is the standard convolution") != std::string::npos);
  CHECK(says(1, 8).find("rank-1") != std::string::npos);
}

TEST_CASE("screenshots of the cost panel") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
    const std::string name = theme == model::ThemeChoice::dark ? "dark" : "light";
    for (const int height : {196, 290}) {
      PanelStage s = stage(tests::opening(), {.width = 372, .height = height, .theme = theme});
      const std::string file = "panel_cost_" + name + "_" + std::to_string(height);
      tests::keep_screenshot(s.headless.screenshot(), file);
      s.act(model::SetLayer{layer(16, 64)});
      tests::keep_screenshot(s.headless.screenshot(), file + "_m16");
      PanelStage grey = stage(tests::opening(1), {.width = 372, .height = height, .theme = theme});
      grey.act(model::SetLayer{layer(8, 8)});
      tests::keep_screenshot(grey.headless.screenshot(), file + "_grey");
    }
  }
}
