// Every screen at every size: words stand free and whole, controls are in reach, everything that is
// pointed at explains itself and is not covered by what explains it.
#include "tests/support/screens.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "app/ui/draw/glossary.h"
#include "tests/support/word_faults.h"

using namespace twofold;
using tests::WholeWindow;

TEST_CASE("words stand free and whole on every screen at every size") {
  const auto size = GENERATE(from_range(tests::kWindowSizes));
  const auto screen = GENERATE(from_range(tests::kScreens));
  const auto w = tests::window_of(screen, size);
  const auto faults = tests::word_faults(
      w->ui.registry(), {static_cast<float>(size.width), static_cast<float>(size.height)});
  CAPTURE(size.width, size.height, screen.name);
  for (const std::string& fault : faults) {
    CAPTURE(fault);
    CHECK(false);
  }
}

TEST_CASE("words stand free where a chosen output lies over others, and on a weight's share") {
  const auto size = GENERATE(from_range(tests::kWindowSizes));
  CAPTURE(size.width, size.height);
  const ImVec2 window{static_cast<float>(size.width), static_cast<float>(size.height)};
  model::Session::Start many = tests::opening();
  many.document.layer.out_channels = 64;
  many.view.pin = {model::kOutput, 30, 30, 40};
  many.pin_is_given = true;
  const tests::Screen screen{"strides", [](model::Document& d, model::ViewState&) {
                               d.layer.strides = {2, 2};
                             }};
  WholeWindow docked(
      {.width = size.width, .height = size.height, .scale = ui::letter_scale(many.view, window)},
      many);
  CHECK(tests::word_faults(docked.ui.registry(), window) == std::vector<std::string>{});
  const auto shares = tests::window_of(screen, size);
  shares->headless.move_to(tests::middle_of(shares->ui.registry(), "P2,1"));
  shares->headless.settle(3);
  CHECK(tests::word_faults(shares->ui.registry(), window) == std::vector<std::string>{});
}

namespace {

/// Whether words speak for themselves: whole sentences, and what stands in a field or on a control
/// that says itself what it is; and the last lines of such sentences.
bool is_sentence(const std::string& words) {
  return std::count(words.begin(), words.end(), ' ') >= 4 || words.ends_with('.');
}

/// What answers to the mouse all over the window, or is no more than a stroke of the formula.
bool answers_itself(const std::string& name) {
  const bool written =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
  // The hint goes while the mouse is on the photograph; "[0,0," is a stroke of the formula.
  return ui::is_picture(name) || name == "pin" || name == " drag me" || name == " [0,0," ||
         !written;
}

/// Points at everything that was drawn and collects what is not explained, or is covered by what
/// explains it.
std::vector<std::string> unexplained(WholeWindow& w) {
  std::vector<std::string> faults;
  std::set<std::string> seen;
  w.headless.move_to({-100, -100});
  const std::vector<ui::Drawn> drawn = w.ui.registry().drawn();
  const ui::Rect window{{0, 0}, w.headless.offscreen().io().DisplaySize};
  for (const ui::Drawn& d : drawn) {
    const ui::Rect at = d.seen().common(window);
    if (at.width() < 3 || at.height() < 3 || is_sentence(d.name)) continue;
    if (!d.is_text() && answers_itself(d.name)) continue;
    if (d.is_text() && answers_itself(" " + d.name)) continue;
    if (!seen.insert(d.name).second) continue;
    w.headless.move_to(at.centre());
    w.headless.settle(1);
    const ui::Drawn* says = w.ui.registry().find("explanation");
    if (!says) {
      faults.push_back(tests::place_of(d));
    } else if (at.area() < window.area() / 50 && says->rect().contains(at.centre())) {
      faults.push_back("covered: " + tests::place_of(d));
    }
  }
  return faults;
}

}  // namespace

TEST_CASE("everything that is pointed at explains itself, and is not covered by that") {
  const auto screen = GENERATE(from_range(tests::kScreens));
  if (screen.name.starts_with("present") || screen.name == "m16" || screen.name == "64 outputs")
    return;
  const auto w = tests::window_of(screen, {1440, 900});
  CAPTURE(screen.name);
  for (const std::string& fault : unexplained(*w)) {
    CAPTURE(fault);
    CHECK(false);
  }
}
