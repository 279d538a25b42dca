// The lanes of lists of stages other than the separable one.
#include <fmt/format.h>

#include <algorithm>

#include "core/chain/blocks.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

model::Session::Start with_block(const char* name) {
  model::Session::Start start = tests::opening(3, 40, 60);
  start.document = model::update(start.document, model::SetBlock{name}, nullptr);
  if (start.document.block.expansion > 2)
    start.document = model::update(start.document, model::SetExpansion{2}, nullptr);
  if (std::string_view(name) == "grouped")
    start.document = model::update(start.document, model::SetGroups{3}, nullptr);
  return start;
}

/// How many texts stand in the middle of a thing that was drawn.
std::ptrdiff_t texts_in(const std::vector<ui::Drawn>& drawn, const ui::Drawn& thing) {
  return std::count_if(drawn.begin(), drawn.end(), [&](const ui::Drawn& d) {
    const float x = (d.min.x + d.max.x) / 2;
    const float y = (d.min.y + d.max.y) / 2;
    return d.text_cap_height > 0 && x > thing.min.x && x < thing.max.x && y > thing.min.y &&
           y < thing.max.y;
  });
}

}  // namespace

TEST_CASE("every pixel in a loupe has its number, however wide the lanes are") {
  for (int width = 1000; width <= 1460; width += 20) {
    model::Session::Start start = with_block("inverted-residual");
    start.view.pin = {model::kOutput, 20, 30, 0};
    start.pin_is_given = true;
    // Values of 1 and more, which are the widest.
    for (int q = 0; q < 3; ++q)
      for (int r = 0; r < 2; ++r)
        start.document =
            model::update(start.document, model::SetKernelCell{q, r, 1, 1, 20}, nullptr);
    WholeWindow w({.width = width, .height = 720}, std::move(start));
    const std::vector<ui::Drawn>& drawn = w.ui.registry().drawn();
    for (const ui::Drawn& loupe : drawn) {
      if (!loupe.name.starts_with("loupe ")) continue;
      CAPTURE(width, loupe.name);
      const std::ptrdiff_t numbers = texts_in(drawn, loupe);
      CHECK((numbers == 9 || numbers == 25 || numbers == 49));
    }
  }
}

TEST_CASE("a docked input lies over no other") {
  // In the low windows the docked row takes all the room there is.
  for (const int height : {720, 520, 440, 400})
    for (int z = 0; z < 12; ++z) {
      model::Session::Start start = with_block("mobilenet-v1");
      start.document = model::update(start.document, model::SetMultiplier{4}, nullptr);
      start.view.written_z = z;
      WholeWindow w({.width = 1280, .height = height}, std::move(start));
      CAPTURE(z, height);
      std::vector<ui::Rect> inputs;
      for (const ui::Drawn& d : w.ui.registry().drawn())
        if (!d.is_text() && (d.name == "x0" || d.name == "x1" || d.name == "x2"))
          inputs.push_back(d.seen());
      for (std::size_t i = 0; i < inputs.size(); ++i)
        for (std::size_t j = i + 1; j < inputs.size(); ++j)
          CHECK(inputs[i].common(inputs[j]).area() < 2);
    }
}

TEST_CASE("every block is drawn, in every view, at any step, without an edit of its own") {
  for (const core::Block& block : core::blocks()) {
    INFO(block.name);
    for (const bool present : {false, true}) {
      model::Session::Start start = with_block(std::string(block.name).c_str());
      start.view.present = present;
      WholeWindow w({.width = 1280, .height = 720}, std::move(start));
      for (const auto operation : {model::OperationView::separable, model::OperationView::depthwise,
                                   model::OperationView::regular}) {
        w.look(model::ShowOperation{operation});
        w.session.settle();
        w.headless.settle();
        for (int lane = 0; lane <= w.session.numbers()->stages.count(); ++lane)
          w.look(model::OpenLane{lane});
        w.look(model::OpenLane{model::kOutput});
        w.walk(model::GoToStep{w.session.walk()->last / 3});
        w.walk(model::GoToStep{w.session.walk()->last / 2 + 1});
        w.walk(model::LeaveSteps{});
        CHECK(w.take_changes().empty());
      }
    }
  }
}

TEST_CASE("a bottleneck has a lane for each of its three stages, with links and the way around") {
  WholeWindow w({.width = 1600, .height = 900}, with_block("inverted-residual"));
  // The expansion's matrix and what it makes, the filters and theirs, the projection's matrix.
  for (const char* name : {"head e0", "e0", "D0,0", "z0", "head y0", "result y0", "P0,0", "E0,0"}) {
    INFO(name);
    CHECK(w.shows(name));
  }
  CHECK(w.shows("way around"));
  CHECK(w.shows("loupe " + fmt::format("z{} around [{}, {}]", w.session.path().channel(2),
                                       w.session.path().pixel.row, w.session.path().pixel.column)));
  // A separable layer has neither.
  WholeWindow plain({.width = 1600, .height = 900}, tests::opening(3, 40, 60));
  CHECK_FALSE(plain.shows("way around"));
  CHECK_FALSE(plain.shows("head e0"));
}

TEST_CASE("a weight of the expansion can be worked like any other") {
  WholeWindow w({.width = 1600, .height = 900}, with_block("inverted-residual"));
  const float before = w.session.numbers()->filter(0).at(0, 0, 0, 0);
  w.act(model::SetWeight{0, 0, before + 1, 0});
  CHECK(w.session.numbers()->filter(0).at(0, 0, 0, 0) == before + 1);
  CHECK(w.session.numbers()->filter(2).shape.out == w.session.document().layer.out_channels);
}

TEST_CASE("a grouped convolution shows the slices that there are") {
  WholeWindow w({.width = 1600, .height = 900}, with_block("grouped"));
  CHECK(w.shows("block 0"));
  CHECK(w.shows("W0,0 cell 0,0"));
  CHECK_FALSE(w.shows("W1,0 cell 0,0"));
  CHECK(w.shows("W1,1 cell 0,0"));
}
