// Every screen at every size: words stand free and whole, controls are in reach, everything that is
// pointed at explains itself and is not covered by what explains it.
#include "tests/support/screens.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "app/ui/draw/glossary.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

constexpr float kTouch = 2;  // pixels that may be shared: rounding, and frames around words

/// The capitals of a text: letters of neighbouring lines may reach into each other's height.
ui::Rect ink(const ui::Drawn& d) {
  const float middle = d.rect().centre().y;
  return {{d.min.x, middle - d.text_cap_height / 2}, {d.max.x, middle + d.text_cap_height / 2}};
}

bool shares(const ui::Rect& a, const ui::Rect& b) {
  const ui::Rect common = a.common(b);
  return common.width() > kTouch && common.height() > kTouch;
}

bool is_inside(const ui::Rect& inner, const ui::Rect& outer) {
  return inner.min.x >= outer.min.x - kTouch && inner.max.x <= outer.max.x + kTouch &&
         inner.min.y >= outer.min.y - kTouch && inner.max.y <= outer.max.y + kTouch;
}

std::string place_of(const ui::Drawn& d) {
  return fmt::format("\"{}\" at {:.0f},{:.0f} to {:.0f},{:.0f}", d.name, d.min.x, d.min.y, d.max.x,
                     d.max.y);
}

/// Words over words, words half under another thing, words cut off at a side.
std::vector<std::string> faults_of(const ui::Registry& registry, ImVec2 window) {
  std::vector<std::string> faults;
  const auto& drawn = registry.drawn();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const ui::Drawn& a = drawn[i];
    if (!a.is_text() || a.name.empty()) continue;
    const ui::Rect letters = ink(a);
    const ui::Rect seen = letters.common(a.clip).common({{0, 0}, window});
    if (seen.area() <= 0) continue;  // scrolled away
    if (seen.width() < letters.width() - kTouch) faults.push_back("cut off: " + place_of(a));
    for (std::size_t j = 0; j < drawn.size(); ++j) {
      const ui::Drawn& b = drawn[j];
      // The pin goes wherever it is put.
      if (i == j || a.layer != b.layer || b.name == "pin") continue;
      if (b.is_text()) {
        if (j > i && shares(seen, ink(b).common(b.clip)))
          faults.push_back("over each other: " + place_of(a) + " and " + place_of(b));
      } else if (shares(seen, b.seen()) && !is_inside(seen, b.rect())) {
        faults.push_back("half on: " + place_of(a) + " and " + place_of(b));
      }
    }
  }
  return faults;
}

}  // namespace

TEST_CASE("words stand free and whole on every screen at every size") {
  const auto size = GENERATE(from_range(tests::kWindowSizes));
  const auto screen = GENERATE(from_range(tests::kScreens));
  const auto w = tests::window_of(screen, size);
  const auto faults = faults_of(w->ui.registry(),
                                {static_cast<float>(size.width), static_cast<float>(size.height)});
  CAPTURE(size.width, size.height, screen.name);
  for (const std::string& fault : faults) {
    CAPTURE(fault);
    CHECK(false);
  }
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
      faults.push_back(place_of(d));
    } else if (at.area() < window.area() / 50 && says->rect().contains(at.centre())) {
      faults.push_back("covered: " + place_of(d));
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
