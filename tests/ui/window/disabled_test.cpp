// Controls that cannot act say why.
#include <string>

#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

/// What is said about the control of that name; empty for nothing.
std::string said_of(WholeWindow& w, std::string_view name) {
  w.headless.move_to({-100, -100});
  w.headless.move_to(tests::middle_of(w.ui.registry(), name));
  w.headless.settle(2);
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.name.starts_with("explanation: ")) return d.name;
  return {};
}

/// Takes the focus off the text field of a card, which keeps what is typed in it.
void leave_field(WholeWindow& w, std::string_view card) {
  const ui::Drawn* drawn = w.ui.registry().find(card);
  REQUIRE(drawn != nullptr);
  w.headless.click({drawn->min.x + 6, drawn->max.y - 6});
}

bool has(const std::string& words, std::string_view part) {
  return words.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what cannot be saved yet says why") {
  WholeWindow w({.width = 1280, .height = 720});
  w.press(U's', true);
  w.headless.settle();
  CHECK(has(said_of(w, "save now"), "The same as Enter"));
  leave_field(w, "save card");
  w.ui.window().save_paths.document.text = "";
  w.ui.window().save_paths.folder.text = "";
  CHECK(has(said_of(w, "save now"), "no path in the field"));
  CHECK(has(said_of(w, "export now"), "no path in the field"));
}

TEST_CASE("a set-up line that cannot be applied says why") {
  WholeWindow w({.width = 1280, .height = 720});
  w.press(U'k', true);
  w.headless.settle();
  CHECK(has(said_of(w, "setup apply"), "The same as Enter"));
  leave_field(w, "setup card");
  w.ui.window().setup_text = "m0";
  CHECK(has(said_of(w, "setup apply"), "cannot be read yet"));
}

TEST_CASE("the browser says why it opens nothing, and why it goes no further up") {
  WholeWindow w({.width = 1280, .height = 720});
  w.press(U'o', true);
  w.headless.settle();
  CHECK(has(said_of(w, "open chosen"), "No file is chosen yet"));
  for (const char* folder : {"/", "/tmp"}) {
    w.ui.window().browser.listing.enter(folder);
    const bool is_top = std::string_view(folder) == "/";
    CHECK(has(said_of(w, "folder up"), is_top ? "topmost" : "that this one is in"));
  }
}

TEST_CASE("scales of floats, and groups where there are none, say why they cannot be chosen") {
  model::Session::Start start = tests::opening(3, 12, 16);
  start.document.layer.out_channels = 4;
  WholeWindow w({.width = 1280, .height = 720}, std::move(start));
  w.look(model::OpenCost{model::CostPage::bits});
  CHECK(has(said_of(w, "scales 0"), "floats and have no scale"));
  w.act(model::SetBits{0, core::WeightBits{4, false}});
  CHECK(has(said_of(w, "scales 0"), "a scale of its own"));
  w.look(model::OpenCost{model::CostPage::groups});
  w.headless.settle();
  CHECK(has(said_of(w, "page groups"), "Only 1 divides"));
}
