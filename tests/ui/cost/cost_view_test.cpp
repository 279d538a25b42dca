// The cost view: its pages fit, say core::cost's numbers, and a drag along a curve is one step.
#include <chrono>
#include <thread>

#include "app/io/network_file.h"
#include "app/ui/cost/cost_words.h"
#include "app/ui/cost/panels.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/panels.h"
#include "tests/support/catch.h"
#include "tests/support/panel_stage.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::PanelStage;

namespace {

PanelStage stage(model::Session::Start start, const raster::OffscreenSettings& settings,
                 model::CostPage page) {
  start.view.cost.open = true;
  start.view.cost.page = page;
  const ui::Rect rect{
      {8, 56},
      {static_cast<float>(settings.width) - 8.0f, static_cast<float>(settings.height) - 24.0f}};
  return PanelStage(settings, std::move(start),
                    [rect](ui::Frame& frame) { ui::cost_view(frame, rect); });
}

const char* name_of(model::CostPage page) {
  switch (page) {
    case model::CostPage::counts: return "counts";
    case model::CostPage::curves: return "curves";
    case model::CostPage::time: return "time";
    case model::CostPage::networks: return "networks";
    case model::CostPage::detector: return "detector";
    case model::CostPage::groups: return "groups";
    case model::CostPage::bits: return "bits";
  }
  return "";
}

core::Layer layer(int m, int outputs) {
  core::Layer l;
  l.channel_multiplier = m;
  l.out_channels = outputs;
  return l;
}

}  // namespace

namespace {

const raster::OffscreenSettings kWindow{.width = 1280, .height = 720};

void wait_for_times(PanelStage& s) {
  while (!s.session.measurement() || !s.session.measurement()->done) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    s.headless.settle(1);
  }
  s.headless.settle();
}

}  // namespace

TEST_CASE("pages of the cost view that are not touched emit nothing") {
  for (const auto page : {model::CostPage::counts, model::CostPage::curves}) {
    PanelStage s = stage(tests::opening(3, 12, 16), kWindow, page);
    CHECK(s.take_changes().empty());
  }
}

TEST_CASE("the page of a network on the picture has a column a layer, and says what it found") {
  model::Session::Start start = tests::opening(3, 120, 160);
  start.network = std::make_shared<const model::TrainedNetwork>(io::load_face_detector().value());
  PanelStage s = stage(std::move(start), kWindow, model::CostPage::detector);
  for (const char* layer : {"conv0", "conv1", "conv2", "conv3", "conv4", "conv5", "conv8"})
    CHECK(s.registry().find("network layer " + std::string(layer)) != nullptr);
  CHECK(s.registry().find("network picture") != nullptr);
  s.headless.click(tests::middle_of(s.registry(), "network layer conv3"));
  CHECK(s.session.view().cost.network_layer == 3);
  CHECK(s.session.network_show()->side == 416);
  s.headless.click(tests::middle_of(s.registry(), "network side.0"));
  CHECK(s.session.view().cost.network_side == 224);
}

TEST_CASE("a layer of the network opens in the lanes, and says what is found with it") {
  model::Session::Start start = tests::opening(3, 120, 160);
  start.network = std::make_shared<const model::TrainedNetwork>(io::load_face_detector().value());
  tests::WholeWindow w({.width = 1280, .height = 720}, std::move(start));
  w.look(model::OpenCost{model::CostPage::detector});
  w.session.settle();
  w.headless.settle(3);
  w.click("open conv2");
  w.session.settle();
  w.headless.settle(3);
  CHECK(w.session.document().source == model::InputSource::network);
  CHECK(w.session.document().network.layer == 2);
  CHECK_FALSE(w.session.view().cost.open);
  CHECK(w.shows("network with this layer"));
  CHECK(w.shows("No face found"));
  CHECK(w.session.numbers()->x()->shape.channels == w.session.network_show()->facts[2].in.channels);
  // What the next layer cannot read is said.
  w.act(model::SetOutChannels{5});
  w.headless.settle(3);
  CHECK_FALSE(w.session.is_in_network());
  CHECK_FALSE(w.shows("No face found"));
}

TEST_CASE("the page of groups: a click parts the channels, and what cannot be is said there") {
  tests::WholeWindow w({.width = 1280, .height = 720}, tests::opening(3, 24, 32));
  w.act(model::SetOutChannels{6});
  w.look(model::OpenCost{model::CostPage::groups});
  CHECK(w.shows("groups grid"));
  w.click("groups 3");
  w.session.settle();
  w.headless.settle(3);
  CHECK(w.session.document().block.name == "grouped");
  CHECK(w.session.document().block.groups == 3);
  w.session.apply([] {
    model::Edits undo;
    undo.of_session = {model::Undo{}};
    return undo;
  }());
  CHECK(w.session.document().block.name == "separable");
  w.session.apply([] {
    model::Edits redo;
    redo.of_session = {model::Redo{}};
    return redo;
  }());
  // 9 x 3 / 3 x 6 weights; a standard convolution has 162.
  CHECK(w.shows("54"));
  CHECK(w.shows("162"));
  w.act(model::SetGroups{2});
  w.headless.settle(3);
  CHECK_FALSE(w.session.problems().empty());
  CHECK(w.shows("page groups"));
  CHECK_FALSE(w.shows("groups grid"));
}

TEST_CASE("the page of bits: weights lose bits, and the error is that of floats") {
  tests::WholeWindow w({.width = 1280, .height = 720}, tests::opening(3, 24, 32));
  w.look(model::OpenCost{model::CostPage::bits});
  CHECK(w.shows("ranges 0"));
  CHECK(w.shows("ranges 1"));
  w.click("bits 0.5");
  w.session.settle();
  w.headless.settle(3);
  CHECK(w.session.document().block.bits.at(0) == core::WeightBits{4, false});
  REQUIRE(w.session.numbers()->compares_floats());
  CHECK(w.session.numbers()->difference != nullptr);
  CHECK(w.shows("bits error"));
  w.click("scales 0");
  CHECK(w.session.document().block.bits.at(0) == core::WeightBits{4, true});
  w.click("bits 0.0");
  CHECK(w.session.document().block.bits.empty());
}

TEST_CASE("MobileNet's width goes with the slider, and its sums with it") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::networks);
  const auto sum = [&] {
    const core::NetworkScale scale = s.session.view().cost.network_scale;
    const core::Network n = core::scaled(core::networks().front(), scale);
    return ui::rounded_count(static_cast<double>(core::network_cost(n).total().macs));
  };
  REQUIRE(core::networks().front().name == "mobilenet-v1");
  CHECK(s.registry().find("569 M") != nullptr);
  const ui::Rect track = s.registry().find("network alpha")->rect();
  s.headless.click({track.min.x + 1, track.centre().y});
  s.headless.settle();
  CHECK(s.session.view().cost.network_scale.width < 1);
  CHECK(s.registry().find("569 M") == nullptr);
  CHECK(s.registry().find(sum()) != nullptr);
  CHECK(s.registry().find("network resolution") != nullptr);
}

TEST_CASE("the ways of counting change the numbers of the table") {
  PanelStage s = stage(tests::opening(), kWindow, model::CostPage::counts);
  CHECK(s.registry().find("2,430,720") != nullptr);
  s.headless.click(tests::middle_of(s.registry(), "cost unit.1"));
  CHECK(s.registry().find("4,861,440") != nullptr);
  s.headless.click(tests::middle_of(s.registry(), "cost bias"));
  CHECK(s.registry().find("5,064,000") != nullptr);
  CHECK(s.session.view().cost.counting == model::Counting{.flops = true, .bias = true});
}

TEST_CASE("a factor of a formula lights the control that it comes from") {
  PanelStage s = stage(tests::opening(), kWindow, model::CostPage::counts);
  s.headless.move_to(tests::middle_of(s.registry(), "m"));
  CHECK(s.hovered_term() == ui::Term::m);
  s.headless.move_to(tests::middle_of(s.registry(), "K"));
  CHECK(s.hovered_term() == ui::Term::k);
}

TEST_CASE("a drag along a curve moves the setting, and is one step of undo") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::curves);
  const ui::Drawn plot = *s.registry().find("channel_multiplier m");
  const float y = (plot.min.y + plot.max.y) / 2;
  s.headless.drag({plot.min.x + 2, y}, {plot.max.x - 0.25f, y});
  CHECK(s.session.document().layer.channel_multiplier == 32);
  model::Edits undo;
  undo.of_session.emplace_back(model::Undo{});
  s.session.apply(undo);
  CHECK(s.session.document().layer.channel_multiplier == 1);
}

TEST_CASE("a layer people know is one click and one step of undo") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::counts);
  s.headless.click(tests::middle_of(s.registry(), "eegnet-ssvep"));
  CHECK(s.session.document().layer.kernel == core::Extent{1, 8});
  CHECK(model::input_shape(s.session.document()) == core::Shape{1, 1, 32, 8});
  CHECK(s.take_changes().size() == 1);
}

TEST_CASE("a row of the network table puts that layer on stage") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::networks);
  s.headless.click(tests::middle_of(s.registry(), "network separable14"));
  CHECK(model::input_shape(s.session.document()) == core::Shape{1, 7, 7, 1024});
  CHECK(s.session.document().layer.out_channels == 1024);
  s.headless.click(tests::middle_of(s.registry(), "network conv1"));
  CHECK(s.session.document().layer.out_channels == 1024);
}

TEST_CASE("a layer that no picture can feed is marked cost only, and the lanes say so") {
  PanelStage networks = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::networks);
  CHECK(networks.registry().find("cost only") != nullptr);
  PanelStage counts = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::counts);
  CHECK(counts.registry().find("EEGNet-SSVEP, last layer (cost only)") != nullptr);
  CHECK(counts.registry().find("Inception-v2, first layer") != nullptr);
  CHECK(ui::input_sentence(counts.session.document()).empty());
  counts.headless.click(tests::middle_of(counts.registry(), "eegnet-ssvep"));
  CHECK(ui::input_sentence(counts.session.document()) ==
        "Cost only: no picture has 8 channels, so x is seeded noise");
  model::Session::Start start = tests::opening(3, 12, 16);
  start.document = counts.session.document();
  PanelStage lane(kWindow, std::move(start), [](ui::Frame& frame) {
    ui::panel_input(frame, {{0, 0}, {300, 600}});
  });
  CHECK(lane.registry().find("cost only: seeded noise") != nullptr);
}

TEST_CASE("the sample's pieces end in the shape that it prints, and each can be shown") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::counts);
  s.headless.click(tests::middle_of(s.registry(), "tf-sample"));
  CHECK(ui::input_sentence(s.session.document()) ==
        "x is 100 pieces of the picture, y.shape is (100, 8, 8, 3)");
}

TEST_CASE("charts are exported from the cost view in one click") {
  model::Session::Start start = tests::opening(3, 12, 16);
  start.view.cost.open = true;
  tests::WholeWindow window(kWindow, std::move(start));
  window.click("Export charts");
  window.take<model::ExportCharts>();
}

TEST_CASE("a line of words is never broken inside a number") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::counts);
  ImFont* font = s.headless.offscreen().fonts().body;
  const float width = ui::text_width(font, "the break-even of 2.");
  CHECK(ui::paragraph_lines(font, "the break-even of 2.25.", width) == 2);
  // What an equation or a factor says stays in one line too.
  for (const auto& [before, whole] : {std::pair{"exact from", "m = 9"}, {"cheaper", "(× 0.444)"}}) {
    const std::string words = std::string(before) + ' ' + whole;
    const auto lines = ui::lines_of(font, words, ui::text_width(font, words) - 1);
    REQUIRE(lines.size() == 2);
    CHECK(lines.back() == whole);
  }
}

TEST_CASE("pages that show a picture write its scale, and ranges stand on one") {
  for (const model::CostPage page : {model::CostPage::bits, model::CostPage::groups}) {
    tests::WholeWindow w(kWindow, tests::opening(3, 12, 16));
    w.act(model::SetBits{0, core::WeightBits{4, false}});
    w.look(model::OpenCost{page});
    w.session.settle();
    w.headless.settle(4);
    const bool is_bits = page == model::CostPage::bits;
    for (const char* name : {"bits result", "bits error", "groups result"}) {
      if (std::string_view(name).starts_with("bits") != is_bits) continue;
      CAPTURE(name);
      const ui::Drawn* picture = w.ui.registry().find(name);
      REQUIRE(picture != nullptr);
      bool has_scale = false;
      for (const ui::Drawn& d : w.ui.registry().drawn())
        has_scale = has_scale || (d.is_text() && d.max.y <= picture->min.y + 2 &&
                                  d.max.y > picture->min.y - 30 && d.min.x > picture->min.x &&
                                  (d.name.starts_with("±") || d.name.find("..") < d.name.size()));
      CHECK(has_scale);
    }
    // D's largest weight is Sobel's 2.
    if (is_bits) CHECK(w.shows(ui::kMinus + ui::cell(2)));
  }
}

TEST_CASE("the network table says what was published") {
  const std::string words = ui::network_sentence(*core::find_network("mobilenet-v1"));
  CHECK(words.find("94.9 % of the multiply-adds and 74.6 % of the parameters") == 0);
  CHECK(words.find("(568.7 M)") != std::string::npos);
  CHECK(words.find("(4866.3 M)") != std::string::npos);
}

TEST_CASE("the page of times shows all four ways once they are measured") {
  PanelStage s = stage(tests::opening(3, 12, 16), kWindow, model::CostPage::time);
  wait_for_times(s);
  for (const char* way : {"separable, fused", "separable, two passes", "standard", "collapsed"})
    CHECK(s.registry().find(way) != nullptr);
  CHECK(s.registry().find("roofline") != nullptr);
  CHECK(s.take_changes().empty());
}

TEST_CASE("screenshots of the cost view", "[screenshots]") {
  for (const auto page : {model::CostPage::counts, model::CostPage::curves, model::CostPage::time,
                          model::CostPage::networks}) {
    for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
      const bool dark = theme == model::ThemeChoice::dark;
      const raster::OffscreenSettings settings{
          .width = dark ? 1280 : 1920, .height = dark ? 720 : 1080, .theme = theme};
      PanelStage s = stage(tests::opening(), settings, page);
      const std::string file =
          std::string("cost_view_") + name_of(page) + (dark ? "_720" : "_1080");
      if (page == model::CostPage::time) wait_for_times(s);
      tests::keep_screenshot(s.headless.screenshot(), file);
      if (page == model::CostPage::networks) continue;
      s.act(model::SetLayer{layer(16, 64)});
      if (page == model::CostPage::time) wait_for_times(s);
      tests::keep_screenshot(s.headless.screenshot(), file + "_m16");
      if (page == model::CostPage::time) continue;
      PanelStage grey = stage(tests::opening(1), settings, page);
      tests::keep_screenshot(grey.headless.screenshot(), file + "_grey");
    }
  }
}
