// What the lanes show: one path at one place, every row while it can be read, every channel before
// a class, and each number in one form.
#include <fmt/format.h>

#include "app/model/steps/pixel_sums.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/legend.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"
#include "tests/support/word_faults.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

using model::OperationView;

model::Session::Start start_of(int m, OperationView operation = OperationView::separable) {
  model::Session::Start start = tests::opening();
  start.document.layer.channel_multiplier = m;
  start.view.operation = operation;
  return start;
}

/// How many things of that name were drawn, words left out.
int pictures_named(const WholeWindow& w, const std::string& name) {
  int count = 0;
  for (const ui::Drawn& d : w.ui.registry().drawn())
    count += d.name == name && d.text_cap_height == 0;
  return count;
}

bool says(const WholeWindow& w, std::string_view words) {
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.text_cap_height > 0 && d.name == words) return true;
  return false;
}

std::string place(const WholeWindow& w) {
  const model::OutputPixel p = w.session.path().pixel;
  return fmt::format("[{}, {}]", p.row, p.column);
}

/// The loupes and the sums show the path that the session looks at.
void check_one_path(const WholeWindow& w) {
  const model::Path& path = w.session.path();
  const model::Evaluation& e = *w.session.numbers();
  const std::string x = fmt::format("x{} {}", path.q(), model::channel_letter(path.q(), 3));
  const model::Place under =
      model::input_under(e.document.layer, e.x()->shape, path.pixel.row, path.pixel.column);
  CHECK(w.shows(fmt::format("loupe {} around [{}, {}]", x, under.row, under.column)));
  if (w.session.view().operation != OperationView::regular) {
    CHECK(w.shows(fmt::format("loupe z{} around {}", path.t(), place(w))));
    CHECK(says(w, fmt::format("z{}{} =", path.t(), place(w))));
    const float z = model::depthwise_sum(e, {0, path.pixel}, path.t()).sum;
    CHECK(says(w, "= " + ui::steady(z)));
  }
  if (w.session.view().operation == OperationView::separable) {
    CHECK(w.shows(fmt::format("loupe y{} around {}", path.k(), place(w))));
    CHECK(says(w, fmt::format("y{}{} =", path.k(), place(w))));
  }
}

}  // namespace

TEST_CASE("loupes, sums and formula show one path, whatever is pinned") {
  for (const auto operation :
       {OperationView::separable, OperationView::depthwise, OperationView::regular}) {
    WholeWindow w({.width = 1440, .height = 900}, start_of(2, operation));
    check_one_path(w);
    for (const model::Place pin : {model::Place{2, 109, 83, 2},
                                   {2, 20, 300, 1},
                                   {1, 60, 50, 5},
                                   {model::kInput, 100, 200, 1}}) {
      w.look(model::SetPin{pin});
      CAPTURE(static_cast<int>(operation), pin.row, pin.channel);
      check_one_path(w);
    }
    w.look(model::WriteOutIntermediate{4});
    w.look(model::WriteOutInput{2});
    w.look(model::SetPin{{2, 109, 83, 0}});
    CHECK(w.session.path().q() == 2);
    check_one_path(w);
  }
}

TEST_CASE("a narrow lane has the scale of every z beside its value") {
  WholeWindow w({.width = 1024, .height = 768});
  const std::vector<ui::Drawn>& drawn = w.ui.registry().drawn();
  for (int t = 0; t < 3; ++t) {
    const auto* painted = w.session.painter().painted(paint::result_key(1, t));
    REQUIRE(painted);
    const std::string words = ui::scale_words(painted->scale);
    CAPTURE(t, words);
    const auto picture = std::find_if(drawn.begin(), drawn.end(), [&](const ui::Drawn& d) {
      return d.name == fmt::format("z{}", t) && d.text_cap_height == 0;
    });
    REQUIRE(picture != drawn.end());
    CHECK(std::any_of(drawn.begin(), drawn.end(), [&](const ui::Drawn& d) {
      return d.name == words && d.text_cap_height > 0 && d.min.x >= picture->min.x &&
             d.min.x < picture->max.x + 60 && std::abs(d.max.y - picture->min.y) < 24;
    }));
  }
}

TEST_CASE("a value stands free of its channel's name however narrow its lane is") {
  WholeWindow w({.width = 1280, .height = 720});
  // A hand gets no further: a lane keeps 130 pixels.
  for (const float edge : {0.2f, 0.25f, 0.28f, 0.3f}) {
    w.look(model::SplitLanes{0, edge});
    CAPTURE(edge);
    CHECK(tests::word_faults(w.ui.registry(), {1280, 720}) == std::vector<std::string>{});
  }
}

TEST_CASE("a filter's editor is opened without a mouse") {
  WholeWindow w({.width = 1440, .height = 900});
  for (int i = 0; i < 200 && w.ui.window().focus.id() != "D0,0"; ++i) w.press(ui::Key::tab);
  REQUIRE(w.ui.window().focus.id() == "D0,0");
  w.press(ui::Key::enter);
  CHECK(w.shows("preset Gaussian"));
  CHECK(w.ui.window().open_filter == std::pair{0, 0});
}

TEST_CASE("a value has one form on the whole screen") {
  WholeWindow w({.width = 1440, .height = 900});
  const model::Path& path = w.session.path();
  const float y = w.session.numbers()->y()->at(0, path.pixel.row, path.pixel.column, path.k());
  // Beside its picture, in its loupe and at the column's foot; and as the sum's result.
  int found = 0;
  for (const ui::Drawn& d : w.ui.registry().drawn())
    found += d.text_cap_height > 0 && d.name == ui::steady(y);
  CHECK(found >= 3);
  CHECK(says(w, "= " + ui::steady(y)));
}

TEST_CASE("the standard convolution shows every input, whatever the multiplier") {
  for (const int m : {1, 2, 5}) {
    WholeWindow w({}, start_of(m, OperationView::regular));
    CAPTURE(m);
    for (const char* x : {"x0", "x1", "x2"}) CHECK(pictures_named(w, x) == 1);
    CHECK(pictures_named(w, "rows scroll bar") == 0);
  }
}

TEST_CASE("all rows are in sight while they can be read, then the lane says which are") {
  WholeWindow twelve({.width = 1440, .height = 900}, start_of(4));
  for (int t = 0; t < 12; ++t) CHECK(pictures_named(twelve, fmt::format("z{}", t)) == 1);
  for (int q = 0; q < 3; ++q) CHECK(pictures_named(twelve, fmt::format("x{}", q)) == 1);
  CHECK(pictures_named(twelve, "rows scroll bar") == 0);

  WholeWindow many({.width = 1440, .height = 900}, start_of(16));
  CHECK(pictures_named(many, "rows scroll bar") == 1);
  const auto rows_said = [&] {
    std::string said;
    for (const ui::Drawn& d : many.ui.registry().drawn())
      if (d.name.starts_with("rows ") && d.name.ends_with(" of 48")) said = d.name;
    return said;
  };
  CHECK(rows_said().starts_with("rows 1 to "));
  for (const float scroll : {0.0f, 320.0f, 700.0f, 1e6f}) {
    many.look(model::ScrollRows{scroll});
    int inputs = 0;
    for (int q = 0; q < 3; ++q) inputs += pictures_named(many, fmt::format("x{}", q));
    CAPTURE(scroll);
    CHECK(inputs >= 1);
    // The input of the path is always there, and so is its row.
    CHECK(pictures_named(many, fmt::format("x{}", many.session.path().q())) == 1);
    CHECK(pictures_named(many, fmt::format("z{}", many.session.path().t())) == 1);
  }
  CHECK(rows_said().ends_with("to 48 of 48"));
}

TEST_CASE("the seam is worked out with this row's numbers") {
  WholeWindow w({.width = 1440, .height = 900}, start_of(4));
  w.look(model::SetPin{{1, 60, 50, 6}});
  CHECK(says(w, "= 1·4 + 2"));
  CHECK(says(w, "= 6"));
}

TEST_CASE("terms keep the order of t, and what is left out is said") {
  WholeWindow w({.width = 1280, .height = 720}, start_of(16));
  float last = 0;
  int shown = 0;
  for (int t = 0; t < 48; ++t) {
    const ui::Drawn* term = w.ui.registry().find(fmt::format("term {}", t));
    if (!term) continue;
    CHECK(term->min.x > last);
    last = term->min.x;
    ++shown;
  }
  CHECK(shown > 2);
  CHECK(w.shows(fmt::format("term {}", w.session.path().t())));
  CHECK(says(w, fmt::format("{} more", 48 - shown)));
  CHECK(says(w, "together"));
}

TEST_CASE("pictures behind a stride are smaller by it") {
  WholeWindow w;
  const auto size_of = [&](std::string_view name) {
    for (const ui::Drawn& d : w.ui.registry().drawn())
      if (d.name == name && d.text_cap_height == 0)
        return ImVec2{d.max.x - d.min.x, d.max.y - d.min.y};
    return ImVec2{};
  };
  const ImVec2 before = size_of("result");
  w.act(model::SetStrides{{2, 2}});
  CHECK(std::abs(size_of("result").x - before.x / 2) <= 1);
  CHECK(std::abs(size_of("result").y - before.y / 2) <= 1);
  CHECK(size_of("photograph").x == before.x);
  w.act(model::SetStrides{{1, 3}});
  CHECK(std::abs(size_of("result").x - before.x / 3) <= 1);
  CHECK(size_of("result").y == before.y);
}

TEST_CASE("Present shows every channel, the operation that is on, and the window's products") {
  for (const auto operation :
       {OperationView::separable, OperationView::depthwise, OperationView::regular}) {
    for (const auto lane : {model::kInput, 1, 2, model::kOutput}) {
      model::Session::Start start = start_of(1, operation);
      start.view.present = true;
      start.view.present_lane = lane;
      WholeWindow w({.width = 1920, .height = 1080, .sizes = ui::kPresentSizes}, std::move(start));
      CAPTURE(static_cast<int>(operation), static_cast<int>(lane));
      const bool is_regular = operation == OperationView::regular;
      for (int c = 0; c < 3; ++c) {
        CHECK(pictures_named(w, fmt::format("x{}", c)) == 1);
        if (!is_regular && !(operation == OperationView::depthwise && lane == model::kOutput))
          CHECK(pictures_named(w, fmt::format("z{}", c)) >= 1);
      }
      for (int i = 0; i < 9; ++i) CHECK(w.shows(fmt::format("product {}", i)));
      for (const char* name : {"picture", "step play", "step on", "leave"}) CHECK(w.shows(name));
      if (operation == OperationView::separable)
        for (int t = 0; t < 3; ++t) CHECK(w.shows(fmt::format("term {}", t)));
    }
  }
}

TEST_CASE("Present says how many channels are not shown, and shows them on a click") {
  model::Session::Start start = start_of(16);
  start.view.present = true;
  start.view.present_lane = model::kOutput;
  WholeWindow w({.width = 1920, .height = 1080, .sizes = ui::kPresentSizes}, std::move(start));
  REQUIRE(w.shows("more z"));
  REQUIRE(w.shows("more P"));
  w.click("more z");
  CHECK(w.session.view().present_lane == 1);
  const int before = w.session.path().t();
  w.click("more z");
  CHECK(w.session.path().t() != before);
  CHECK(pictures_named(w, fmt::format("z{}", w.session.path().t())) == 1);
}
