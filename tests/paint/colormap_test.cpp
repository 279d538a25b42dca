#include "app/paint/colormap.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/catch.h"

namespace twofold::paint {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kLargest = std::numeric_limits<float>::max();

/// Relative luminance of an sRGB colour (WCAG 2).
double luminance(const Rgb& c) {
  const auto linear = [](std::uint8_t byte) {
    const double v = byte / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

const Scale kGreyScale{Map::grey, {0, 1}};

}  // namespace

TEST_CASE("grey runs from black to white") {
  CHECK(colour_of(0, kGreyScale) == Rgb{0, 0, 0});
  CHECK(colour_of(1, kGreyScale) == Rgb{255, 255, 255});
  for (int i = 0; i < 256; ++i) {
    const auto byte = static_cast<std::uint8_t>(i);
    CHECK(colour_of(static_cast<float>(i) / 255, kGreyScale) == Rgb{byte, byte, byte});
  }
}

TEST_CASE("beyond the scale there is no other hue, and rounding is not beyond") {
  CHECK(colour_of(-0.1f, kGreyScale) == Rgb{0, 0, 0});
  CHECK(colour_of(1.1f, kGreyScale) == Rgb{255, 255, 255});
  CHECK(colour_of(1 + 1e-6f, kGreyScale) == Rgb{255, 255, 255});
  for (const Map map : {Map::grey, Map::diverging_dark, Map::diverging_light}) {
    const Scale scale{map, {-1, 1}};
    CHECK(is_beyond(1.1f, scale));
    CHECK(is_beyond(-1.1f, scale));
    CHECK_FALSE(is_beyond(1 + 1e-6f, scale));
    CHECK_FALSE(is_beyond(-1 - 1e-6f, scale));
    CHECK_FALSE(is_beyond(std::numeric_limits<float>::quiet_NaN(), scale));
  }
  CHECK_FALSE(is_beyond(7, {Map::grey, {3, 3}}));
  const int brightest = std::max({kBeyondColour.r, kBeyondColour.g, kBeyondColour.b});
  const int darkest = std::min({kBeyondColour.r, kBeyondColour.g, kBeyondColour.b});
  CHECK(brightest - darkest < 8);
}

TEST_CASE("zero is in the middle of a diverging map, quiet in its own theme") {
  const Rgb dark = colour_of(0, {Map::diverging_dark, {-2, 2}});
  const Rgb light = colour_of(0, {Map::diverging_light, {-2, 2}});
  CHECK(luminance(dark) < 0.02);
  CHECK(luminance(light) > 0.9);
  for (const Map map : {Map::diverging_dark, Map::diverging_light}) {
    const Rgb minus = colour_of(-1, {map, {-2, 2}});
    const Rgb plus = colour_of(1, {map, {-2, 2}});
    CHECK(minus.b > minus.r);  // purple
    CHECK(plus.r > plus.b);    // orange
    CHECK(colour_of(-9, {map, {-2, 2}}) == colour_table(map).front());
    CHECK(colour_of(9, {map, {-2, 2}}) == colour_table(map).back());
  }
}

TEST_CASE("luminance is monotone on each side of zero") {
  for (const Map map : {Map::diverging_dark, Map::diverging_light}) {
    const ColourTable& table = colour_table(map);
    const double sign = map == Map::diverging_dark ? 1 : -1;  // away from zero: lighter or darker
    for (std::size_t i = 128; i < 255; ++i)
      CHECK(sign * (luminance(table[i + 1]) - luminance(table[i])) >= 0);
    for (std::size_t i = 127; i > 0; --i)
      CHECK(sign * (luminance(table[i - 1]) - luminance(table[i])) >= 0);
  }
  for (std::size_t i = 0; i < 255; ++i)
    CHECK(luminance(colour_table(Map::grey)[i + 1]) > luminance(colour_table(Map::grey)[i]));
}

TEST_CASE("values that are no numbers are marked") {
  for (const Map map : {Map::grey, Map::diverging_dark, Map::diverging_light}) {
    for (const float v : {kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN()})
      CHECK(colour_of(v, {map, {-1, 1}}) == Rgb{255, 0, 255});
  }
}

TEST_CASE("an empty range and the widest range still give colours") {
  CHECK(colour_of(3, {Map::diverging_dark, {3, 3}}) == colour_table(Map::diverging_dark)[128]);
  const Scale widest{Map::diverging_dark, {-kLargest, kLargest}};
  CHECK(colour_of(kLargest, widest) == colour_table(Map::diverging_dark).back());
  CHECK(colour_of(-kLargest, widest) == colour_table(Map::diverging_dark).front());
}

}  // namespace twofold::paint
