#include "tests/support/word_faults.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/draw/glossary.h"

namespace twofold::tests {
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

/// The pin goes wherever it is put, and what explains is over all the rest.
bool lies_over(const ui::Drawn& d) { return d.name == "pin" || d.name.starts_with("explanation"); }

/// Whether it is the value of a pixel in a magnified picture: cut off where its pixel is.
bool is_value_of_pixel(const ui::Drawn& words, const std::vector<ui::Drawn>& drawn) {
  if (words.name.find_first_not_of("0123456789.\xe2\x88\x92") != std::string::npos) return false;
  return std::any_of(drawn.begin(), drawn.end(), [&](const ui::Drawn& d) {
    return !d.is_text() && d.layer == words.layer && ui::is_picture(d.name) &&
           d.rect().overlaps(words.rect());
  });
}

/// Whether the words were shortened in the midst of a number, or to nothing.
bool is_cut_in_number(const std::string& words) {
  constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
  if (!words.ends_with(kEllipsis)) return false;
  const std::string left = words.substr(0, words.size() - kEllipsis.size());
  return left.empty() || std::string_view("0123456789.,").find(left.back()) != std::string::npos;
}

}  // namespace

std::string place_of(const ui::Drawn& d) {
  return fmt::format("\"{}\" at {:.0f},{:.0f} to {:.0f},{:.0f}", d.name, d.min.x, d.min.y, d.max.x,
                     d.max.y);
}

std::vector<std::string> word_faults(const ui::Registry& registry, ImVec2 window) {
  std::vector<std::string> faults;
  const auto& drawn = registry.drawn();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const ui::Drawn& a = drawn[i];
    if (!a.is_text() || a.name.empty()) continue;
    const ui::Rect letters = ink(a);
    const ui::Rect seen = letters.common(a.clip).common({{0, 0}, window});
    if (seen.area() <= 0) continue;  // scrolled away
    if (is_cut_in_number(a.name)) faults.push_back("a number cut: " + place_of(a));
    if (seen.width() < letters.width() - kTouch && !is_value_of_pixel(a, drawn))
      faults.push_back("cut off: " + place_of(a));
    for (std::size_t j = 0; j < drawn.size(); ++j) {
      const ui::Drawn& b = drawn[j];
      if (i == j || a.layer != b.layer || lies_over(b)) continue;
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

}  // namespace twofold::tests
