// A channel that is open large: how it opens, what it tells, how it closes.
#include "app/model/numbers/channel_numbers.h"
#include "app/ui/draw/numbers.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using paint::PictureKey;
using paint::PictureKind;
using tests::WholeWindow;

namespace {

std::optional<PictureKey> large(const WholeWindow& w) { return w.session.view().large; }

void open(WholeWindow& w, PictureKey key) { w.look(model::OpenLarge{key}); }

/// The middle of the picture of that name; words may have the same.
ImVec2 picture_named(const WholeWindow& w, std::string_view name) {
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.name == name && d.text_cap_height == 0)
      return {(d.min.x + d.max.x) / 2, (d.min.y + d.max.y) / 2};
  FAIL("no picture " << name);
  return {};
}

}  // namespace

TEST_CASE("a double click opens a channel large, Esc closes it") {
  WholeWindow w;
  w.headless.double_click(picture_named(w, "z1"));
  REQUIRE(large(w) == paint::result_key(1, 1));
  CHECK(w.shows("z1 = filter 0 of x1 G"));
  CHECK(w.shows("histogram"));
  w.press(ui::Key::escape);
  CHECK_FALSE(large(w));
  CHECK_FALSE(w.shows("large"));
}

TEST_CASE("Enter opens what is pinned") {
  WholeWindow w;
  w.look(model::SetPin{{model::kInput, 5, 6, 2}});
  w.press(ui::Key::enter);
  CHECK(large(w) == paint::result_key(0, 2));
}

TEST_CASE("the large picture tells the value under the mouse with nine digits") {
  WholeWindow w;
  open(w, paint::result_key(2, 2));
  const ui::Drawn* at = w.ui.registry().find("large picture");
  REQUIRE(at != nullptr);
  const core::Tensor& y = w.session.numbers()->y()->tensor();
  // The middle of pixel [10, 20].
  const float x = at->min.x + (at->max.x - at->min.x) * 20.5f / static_cast<float>(y.shape.width);
  const float row =
      at->min.y + (at->max.y - at->min.y) * 10.5f / static_cast<float>(y.shape.height);
  w.headless.move_to({x, row});
  w.headless.settle();
  CHECK(w.shows("at [10, 20], exactly"));
  CHECK(w.shows(ui::exact(y.at(0, 10, 20, 2))));
}

TEST_CASE("with the mouse elsewhere it tells the pinned value") {
  WholeWindow w;
  w.look(model::SetPin{{2, 33, 44, 1}});
  open(w, paint::result_key(2, 1));
  CHECK(w.shows("at [33, 44], exactly"));
}

TEST_CASE("next and previous go through the data in its order, and round") {
  WholeWindow w;
  open(w, paint::result_key(0, 2));
  w.click("large next");
  CHECK(large(w) == paint::result_key(1, 0));
  w.press(U'k');
  CHECK(large(w) == paint::result_key(0, 2));
  open(w, {PictureKind::photograph, 0});
  w.click("large previous");
  CHECK(large(w) == PictureKey{PictureKind::output_rgb, 0});
}

TEST_CASE("a channel that the layer no longer has gives way to the last one") {
  WholeWindow w;
  w.act(model::SetMultiplier{4});
  open(w, paint::result_key(1, 11));
  CHECK(w.shows("z11 = filter 3 of x2 B"));
  w.act(model::SetMultiplier{1});
  CHECK(w.shows("z2 = filter 0 of x2 B"));
}

TEST_CASE("what lies under the large picture is not hovered") {
  WholeWindow w;
  open(w, paint::result_key(2, 0));
  const ui::Drawn* card = w.ui.registry().find("large");
  REQUIRE(card != nullptr);
  w.headless.move_to({card->min.x + 2, (card->min.y + card->max.y) / 2});
  w.headless.settle();
  CHECK(w.session.view().hover.empty());
}

TEST_CASE("channel numbers are computed once for a tensor, picture and channels") {
  core::Tensor values({1, 2, 2, 2});
  values.values = {0, 1, 0.5f, 1, 1, 1, 0, 1};
  const auto tensor = model::held(values);
  model::ChannelNumbers numbers;
  numbers.refresh(tensor, 0, {0});
  CHECK(numbers.stats().at(0).zero_share == 0.5);
  const auto* kept = numbers.stats().data();
  numbers.refresh(tensor, 0, {0});
  CHECK(numbers.stats().data() == kept);
  numbers.refresh(tensor, 0, {1});
  CHECK(numbers.stats().at(0).minimum == 1.0f);
  // One value everywhere: the axis has a length all the same.
  CHECK(numbers.histograms().at(0).low < numbers.histograms().at(0).high);
}

TEST_CASE("screenshots of the large view") {
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light}) {
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1920, 1080}}) {
      WholeWindow w({.width = width, .height = height, .theme = theme});
      const std::string name = std::string("large_") +
                               (theme == model::ThemeChoice::dark ? "dark_" : "light_") +
                               std::to_string(height);
      open(w, paint::result_key(1, 0));
      tests::keep_screenshot(w.headless.screenshot(), name + "_z");
      open(w, {PictureKind::photograph, 0});
      tests::keep_screenshot(w.headless.screenshot(), name + "_photograph");
    }
  }
}
