#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/model/steps/pixel_sums.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/one_value/panels.h"
#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/panel_stage.h"

namespace twofold::ui {
namespace {

using tests::PanelStage;

const Rect kPanel{{8, 480}, {892, 676}};

/// The panel alone, as in a window of 1280x720, and what it pointed at last.
struct Stage {
  explicit Stage(model::Session::Start start = tests::opening(3, 12, 16), Rect rect = kPanel,
                 const raster::OffscreenSettings& settings = {})
      : stage(settings, std::move(start), [this, rect](Frame& frame) {
          panel_one_value(frame, rect);
          hover = frame.hover;
          term = frame.hovered_term;
        }) {}

  const model::Session& session() const { return stage.session; }
  const model::Playback& playback() const { return stage.session.view().playback; }
  void click(std::string_view name) {
    stage.headless.click(tests::middle_of(stage.registry(), name));
  }
  void point(std::string_view name) {
    stage.headless.move_to(tests::middle_of(stage.registry(), name));
    stage.headless.settle(2);
  }

  model::Hover hover;
  Term term = Term::none;
  PanelStage stage;
};

TEST_CASE("the panel One value, untouched, asks for nothing") {
  Stage s;
  s.stage.headless.settle(5);
  CHECK(s.stage.take_changes().empty());
  CHECK_FALSE(s.playback().active);
}

TEST_CASE("the sums written out are those of the reference") {
  Stage s;
  const model::Evaluation& e = *s.session().numbers();
  const core::Separable want =
      core::separable_conv2d(e.x()->tensor(), model::separable_filters(e.stages), e.document.layer);
  const model::Place& pin = s.session().view().pin;
  REQUIRE(pin.result == 2);
  const float y = want.y.at(0, pin.row, pin.column, pin.channel);
  CHECK(s.stage.registry().find("= " + steady(y)));
  for (int t = 0; t < 3; ++t) {
    s.click(fmt::format("written z {}", t));
    CHECK(s.session().view().written_z == t);
    const float z = want.z.at(0, pin.row, pin.column, t);
    CHECK(s.stage.registry().find("= " + steady(z)));
  }
  s.click("written z 2");
  CHECK(s.session().view().written_z == -1);
}

TEST_CASE("pointing at a product points at its filter cell, at a term at its weight") {
  Stage s;
  s.click("written z 1");
  s.point("product 5");
  CHECK(s.hover.tap == model::FilterCell{1, 0, 1, 2});
  s.point("term 0");
  CHECK(s.hover.weight == model::MixCell{0, s.session().view().pin.channel});
}

TEST_CASE("a name of the formula lights its thing") {
  Stage s;
  s.point("formula 0 0 z");
  CHECK(s.term == Term::z);
  s.point("formula 1 11 P");
  CHECK(s.term == Term::P);
}

TEST_CASE("a click on what is left out of a sum writes out one of it after the other") {
  model::Session::Start start = tests::opening(3, 12, 16);
  start.document.layer.channel_multiplier = 4;
  Stage s(std::move(start));
  REQUIRE(s.stage.registry().find("term together"));
  s.point("term together");
  std::set<int> left_out;
  for (int t = 0; t < 12; ++t)
    if (!s.stage.registry().find(fmt::format("term {}", t))) left_out.insert(t);
  REQUIRE(left_out.size() > 1);
  std::set<int> written;
  for (int i = 0; i < 12; ++i) {
    const int before = s.session().path().t();
    s.click("term together");
    const int now = s.session().path().t();
    CHECK(now != before);
    CHECK(s.stage.registry().find(fmt::format("term {}", now)));
    written.insert(now);
  }
  CHECK(std::includes(written.begin(), written.end(), left_out.begin(), left_out.end()));
  s.click("term 0");
  CHECK(s.session().path().t() == 0);
}

TEST_CASE("a large kernel's grids leave every term of the mix its column") {
  model::Session::Start start = tests::opening(3, 24, 32);
  start.document.layer.kernel = {11, 11};
  // As in a window of 1024x768.
  const Stage s(std::move(start), {{8, 540}, {636, 746}}, {.width = 1024, .height = 768});
  for (const char* name : {"term 0", "term 1", "term 2", "window products"})
    CHECK(s.stage.registry().find(name));
  CHECK_FALSE(s.stage.registry().find("term together"));
}

TEST_CASE("numbers of a grid stand inside their cells") {
  model::Session::Start start = tests::opening(3, 24, 32);
  start.view.operation = model::OperationView::regular;
  Stage s(std::move(start), {{8, 770}, {1396, 1050}},
          {.width = 1920, .height = 1080, .scale = 4.0f / 3});
  for (int tap = 0; tap < 9; ++tap)
    s.stage.act(model::SetKernelCell{0, 0, tap / 3, tap % 3, -2.56f});
  s.click("written x 0");
  const Drawn* products = s.stage.registry().find("window products");
  REQUIRE(products != nullptr);
  const float cell = (products->max.x - products->min.x) / 3;
  int long_ones = 0;
  for (const Drawn& d : s.stage.registry().drawn()) {
    if (!d.is_text() || !products->rect().contains(d.rect().centre())) continue;
    CHECK(d.max.x - d.min.x < cell);
    long_ones += d.name.starts_with(kMinus) && d.name.size() >= 7;
  }
  CHECK(long_ones > 0);
}

TEST_CASE("a race in a narrow panel says all of its sentence") {
  Stage s(tests::opening(3, 211, 320), {{8, 540}, {636, 746}}, {.width = 1024, .height = 768});
  s.click("race");
  s.stage.headless.settle(1);
  bool says_all = false;
  for (const Drawn& d : s.stage.registry().drawn())
    says_all = says_all || (d.is_text() && d.name.ends_with("each."));
  CHECK(says_all);
}

/// The steps before the pinned pixel's first: what a first step has done is one more.
std::int64_t before_pin(const model::Session& session) {
  const model::Place& pin = session.view().pin;
  return session.walk()->schedule.first_step({0, 0, pin.row, pin.column, 0});
}

TEST_CASE("buttons step through the computation from the pinned pixel, on and back") {
  Stage s;
  const std::int64_t first = before_pin(s.session()) + 1;
  REQUIRE(first > 1);
  s.click("step on");
  CHECK(s.playback().active);
  CHECK(s.playback().done == first);
  CHECK(s.session().highlighted().tap);
  s.click("step on");
  s.click("step back");
  CHECK(s.playback().done == first);
  s.click("step to end");
  CHECK(s.playback().done == s.session().walk()->last);
  s.click("step to start");
  CHECK(s.playback().done == 0);
}

TEST_CASE("playing moves on by itself, frame by frame, and pauses") {
  Stage s;
  s.click("step play");
  REQUIRE(s.playback().playing);
  CHECK(s.session().is_busy());
  s.stage.headless.settle(30);
  const std::int64_t done = s.playback().done;
  CHECK(done > 0);
  s.click("step play");
  CHECK_FALSE(s.playback().playing);
  const std::int64_t paused = s.playback().done;
  s.stage.headless.settle(10);
  CHECK(s.playback().done == paused);
}

TEST_CASE("the scrub bar goes anywhere") {
  Stage s;
  const Drawn bar = *s.stage.registry().find("scrub");
  const float y = (bar.min.y + bar.max.y) / 2;
  s.stage.headless.drag({bar.min.x + 7, y}, {bar.max.x + 40, y});
  CHECK(s.playback().done == s.session().walk()->last);
  s.stage.headless.drag({bar.max.x - 7, y}, {(bar.min.x + bar.max.x) / 2, y});
  const double half = static_cast<double>(s.session().walk()->last) / 2;
  CHECK(std::abs(static_cast<double>(s.playback().done) - half) < half / 50);
}

TEST_CASE("the scrub bar is worked by keys once Tab has come to it") {
  Stage s;
  for (int i = 0; i < 40 && s.stage.window.focus.id() != "scrub"; ++i)
    s.stage.press({.key = Key::tab});
  REQUIRE(s.stage.window.focus.id() == "scrub");
  const std::int64_t last = s.session().walk()->last;
  s.stage.press({.key = Key::page_down});
  s.stage.press({.key = Key::right});
  CHECK(s.playback().done == 11 * (last / 100));
  s.stage.press({.key = Key::left});
  CHECK(s.playback().done == 10 * (last / 100));
  s.stage.press({.key = Key::end});
  CHECK(s.playback().done == last);
  s.stage.press({.key = Key::home});
  CHECK(s.playback().done == 0);
}

TEST_CASE("the sum shown while stepping is the running sum of the reference") {
  Stage s;
  const core::Schedule& schedule = s.session().walk()->schedule;
  model::Edits edits;
  // Z1 in the midst of the picture, after five of its nine taps.
  const core::Value value{0, 0, 5, 5, 1};
  const std::int64_t done = schedule.first_step(value) + 5;
  edits.walks.emplace_back(model::GoToStep{done});
  s.stage.session.apply(edits);
  s.stage.headless.settle();
  const model::WindowSum sum = model::depthwise_sum(*s.session().numbers(), {0, {5, 5}}, 1);
  CHECK(s.stage.registry().find("= " + steady(sum.products[4].running)));
  CHECK(s.stage.registry().find("z1 at [5, 5]"));
}

TEST_CASE("a pin that is moved while stepping takes the steps with it") {
  Stage s;
  s.click("step on");
  model::Edits edits;
  edits.looks.emplace_back(model::SetPin{{2, 7, 9, 2}});
  s.stage.session.apply(edits);
  const auto at = model::position(s.playback(), *s.session().walk());
  REQUIRE(at);
  CHECK(at->step.value == core::Value{1, 0, 7, 9, 2});
  CHECK(at->terms_done == at->step.terms);
}

TEST_CASE("a race by the clock waits for the times, then tells who was faster here") {
  Stage s;
  s.click("race");
  s.stage.session.settle();
  s.click("race by the clock");
  CHECK(s.playback().by_clock);
  CHECK(s.playback().done == 0);
  while (s.session().walk()->waits) s.stage.headless.settle(1);
  CHECK(s.session().walk()->times);
  CHECK(s.playback().playing);
  s.click("step to end");
  s.stage.headless.settle();
  bool says_here = false;
  for (const Drawn& drawn : s.stage.registry().drawn())
    says_here = says_here || drawn.name.find(" here") != std::string::npos ||
                drawn.name.starts_with("A tie by the clock");
  CHECK(says_here);
  s.click("race by multiply-adds");
  CHECK_FALSE(s.session().walk()->times);
}

TEST_CASE("a predicted result stays hidden until the next step") {
  Stage s;
  model::Edits edits;
  edits.walks = {model::AskFor{{.value = true}}, model::TogglePrediction{}};
  s.stage.session.apply(edits);
  s.click("step on");
  CHECK(s.stage.registry().find("= ?"));
  s.click("step on");
  CHECK_FALSE(s.stage.registry().find("= ?"));
  CHECK(s.playback().done == before_pin(s.session()) + 1);
}

TEST_CASE("the race ends with the reason in this layer's numbers") {
  for (const int multiplier : {1, 3}) {
    model::Session::Start start = tests::opening(3, 12, 16);
    start.document.layer.channel_multiplier = multiplier;
    Stage s(std::move(start));
    s.click("race");
    CHECK(s.playback().races);
    CHECK(s.playback().playing);
    s.stage.session.settle();
    s.click("step to end");
    s.stage.session.settle();
    s.stage.headless.settle();
    bool says_who = false;
    for (const Drawn& drawn : s.stage.registry().drawn())
      says_who =
          says_who || drawn.name.starts_with(multiplier == 1 ? "Separable wins" : "Standard wins");
    CHECK(says_who);
    s.click("race");
    CHECK_FALSE(s.playback().active);
  }
}

/// Texts that leave the panel, or lie over each other.
std::vector<std::string> badly_placed(const Registry& registry, const Rect& rect) {
  std::vector<std::string> bad;
  std::vector<Drawn> texts;
  for (const Drawn& d : registry.drawn())
    if (d.text_cap_height > 0 && d.name.find_first_not_of(' ') != std::string::npos)
      texts.push_back(d);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Drawn& a = texts[i];
    const float a_middle = (a.min.y + a.max.y) / 2;
    if (a.min.x < rect.min.x || a.max.x > rect.max.x + 1 ||
        a_middle - a.text_cap_height / 2 < rect.min.y ||
        a_middle + a.text_cap_height / 2 > rect.max.y)
      bad.push_back(a.name + " leaves the panel");
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      const Drawn& b = texts[j];
      const float across = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x);
      const float apart = std::abs(a_middle - (b.min.y + b.max.y) / 2);
      if (across > 2 && apart < (a.text_cap_height + b.text_cap_height) / 2)
        bad.push_back(fmt::format("\"{}\" lies over \"{}\"", a.name, b.name));
    }
  }
  return bad;
}

TEST_CASE("no text is cut off or covered, for few and many channels, small and large kernels") {
  struct Case {
    int channels, multiplier, outputs, kernel;
  };
  const Rect large{{8, 770}, {1532, 1050}};
  for (const Case& c : {Case{3, 1, 3, 3}, Case{3, 16, 64, 11}, Case{1, 1, 1, 3}, Case{1, 16, 8, 5},
                        Case{3, 4, 8, 1}, Case{3, 2, 3, 4}}) {
    for (const auto operation : {model::OperationView::separable, model::OperationView::depthwise,
                                 model::OperationView::regular}) {
      for (const bool is_large : {false, true}) {
        model::Session::Start start = tests::opening(c.channels, 40, 50);
        start.document.layer.channel_multiplier = c.multiplier;
        start.document.layer.out_channels = c.outputs;
        start.document.layer.kernel = {c.kernel, c.kernel};
        start.document.bank.bias[0] = -0.25f;
        start.document.bank.activation = core::Activation::leaky_relu;
        start.view.operation = operation;
        raster::OffscreenSettings settings;
        if (is_large) settings = {.width = 1920, .height = 1080};
        Stage s(std::move(start), is_large ? large : kPanel, settings);
        INFO(c.channels << " channels, m " << c.multiplier << ", " << c.outputs << " outputs, k "
                        << c.kernel << ", operation " << static_cast<int>(operation)
                        << (is_large ? ", large" : ""));
        CHECK(badly_placed(s.stage.registry(), is_large ? large : kPanel) ==
              std::vector<std::string>{});
      }
    }
  }
}

}  // namespace
}  // namespace twofold::ui
