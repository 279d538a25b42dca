#include "app/ui/draw/tap_colour.h"

#include <cmath>
#include <vector>

#include "app/ui/one_value/panels.h"
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

namespace twofold::ui {
namespace {

std::vector<ImU32> colours_of(const Palette& p, core::Extent kernel) {
  std::vector<ImU32> all;
  for (int ky = 0; ky < kernel.height; ++ky)
    for (int kx = 0; kx < kernel.width; ++kx) all.push_back(tap_colour(p, kernel, ky, kx));
  return all;
}

int distance(ImU32 a, ImU32 b) {
  int sum = 0;
  for (int shift = 0; shift < 24; shift += 8)
    sum += std::abs(static_cast<int>((a >> shift) & 0xff) - static_cast<int>((b >> shift) & 0xff));
  return sum;
}

TEST_CASE("every tap of a kernel has a colour of its own") {
  const Palette& p = palette(GENERATE(model::ThemeChoice::dark, model::ThemeChoice::light));
  for (const core::Extent kernel : {core::Extent{3, 3}, {5, 5}, {11, 11}, {1, 7}, {8, 1}, {2, 3}}) {
    const std::vector<ImU32> all = colours_of(p, kernel);
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) CHECK(all[i] != all[j]);
  }
  const std::vector<ImU32> nine = colours_of(p, {3, 3});
  for (std::size_t i = 0; i < nine.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) CHECK(distance(nine[i], nine[j]) > 80);
}

TEST_CASE("taps are coloured while a window is walked, and at no other time") {
  tests::WholeWindow w;
  const auto walked = [&] {
    bool is = false;
    PictureIds none;
    model::Edits edits;
    std::vector<model::Wanted> wanted;
    WindowState state;
    Registry registry;
    const Fonts& fonts = w.headless.offscreen().fonts();
    const Frame frame{w.session, none,  fonts,  w.headless.offscreen().palette(),
                      registry,  edits, wanted, state};
    is = taps_are_walked(frame);
    return is;
  };
  CHECK_FALSE(walked());
  w.press(U'.');
  CHECK(walked());
  w.press(Key::end);  // in the mix
  CHECK_FALSE(walked());
  w.press(Key::home);
  CHECK(walked());
  w.press(U'r');
  CHECK_FALSE(walked());
}

}  // namespace
}  // namespace twofold::ui
