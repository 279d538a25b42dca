#include "app/paint/colormap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twofold::paint {
namespace {

constexpr Rgb kBelowColour{94, 60, 153};
constexpr Rgb kAboveColour{253, 184, 99};
constexpr Rgb kNotFiniteColour{255, 0, 255};

struct Stop {
  float at;
  Rgb colour;
};

Rgb mixed(const Rgb& a, const Rgb& b, float share) {
  const auto channel = [share](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + share * (to - from)));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b)};
}

template <std::size_t N>
ColourTable table_through(const std::array<Stop, N>& stops) {
  ColourTable table;
  std::size_t segment = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const float at = static_cast<float>(i) / 255;
    while (segment + 2 < N && at > stops[segment + 1].at) ++segment;
    const Stop& from = stops[segment];
    const Stop& to = stops[segment + 1];
    table[i] = mixed(from.colour, to.colour, (at - from.at) / (to.at - from.at));
  }
  return table;
}

const ColourTable kGrey = table_through<2>({{{0, {0, 0, 0}}, {1, {255, 255, 255}}}});
const ColourTable kDivergingDark = table_through<7>({{{0.0f, {226, 208, 255}},
                                                      {0.2f, {160, 128, 224}},
                                                      {0.38f, {84, 62, 140}},
                                                      {0.5f, {24, 25, 32}},
                                                      {0.62f, {140, 78, 20}},
                                                      {0.8f, {233, 142, 46}},
                                                      {1.0f, {255, 226, 178}}}});
const ColourTable kDivergingLight = table_through<7>({{{0.0f, {50, 14, 96}},
                                                       {0.2f, {94, 60, 153}},
                                                       {0.38f, {178, 171, 210}},
                                                       {0.5f, {247, 247, 248}},
                                                       {0.62f, {253, 196, 126}},
                                                       {0.8f, {214, 108, 12}},
                                                       {1.0f, {120, 52, 4}}}});

}  // namespace

const ColourTable& colour_table(Map map) {
  switch (map) {
    case Map::grey: return kGrey;
    case Map::diverging_dark: return kDivergingDark;
    case Map::diverging_light: return kDivergingLight;
  }
  return kGrey;
}

Colouring::Colouring(const Scale& scale) : low_(scale.range.low) {
  const auto& table = colour_table(scale.map);
  std::copy(table.begin(), table.end(), colours_.begin());
  colours_[kBelow] = kBelowColour;
  colours_[kAbove] = kAboveColour;
  colours_[kNotFinite] = kNotFiniteColour;
  // In double: the span of the widest range is beyond float.
  const double span = static_cast<double>(scale.range.high) - scale.range.low;
  to_index_ = span > 0 ? 255 / span : 0;
  offset_ = span > 0 ? 0 : 127.5;
  // On a grey scale a tolerance, so that 1 + rounding is not called clipped.
  constexpr double kTolerance = 255 * 1e-4;
  const bool is_marked = scale.map == Map::grey;
  least_ = is_marked ? -kTolerance : std::numeric_limits<double>::lowest();
  most_ = is_marked ? 255 + kTolerance : std::numeric_limits<double>::max();
}

Rgb colour_of(float value, const Scale& scale) { return Colouring(scale)(value); }

}  // namespace twofold::paint
