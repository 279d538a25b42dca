#include "app/paint/colormap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twofold::paint {
namespace {

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
// Steep about zero: most of an edge picture's values are small, and have to be seen.
const ColourTable kDivergingDark = table_through<7>({{{0.0f, {226, 208, 255}},
                                                      {0.2f, {166, 134, 232}},
                                                      {0.42f, {92, 68, 152}},
                                                      {0.5f, {24, 25, 32}},
                                                      {0.58f, {146, 82, 20}},
                                                      {0.8f, {236, 146, 48}},
                                                      {1.0f, {255, 226, 178}}}});
const ColourTable kDivergingLight = table_through<7>({{{0.0f, {42, 10, 84}},
                                                       {0.2f, {86, 50, 148}},
                                                       {0.42f, {158, 144, 202}},
                                                       {0.5f, {250, 250, 250}},
                                                       {0.58f, {244, 164, 82}},
                                                       {0.8f, {190, 88, 4}},
                                                       {1.0f, {104, 42, 2}}}});

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
  colours_[kBelow] = table.front();
  colours_[kAbove] = table.back();
  colours_[kNotFinite] = kNotFiniteColour;
  // In double: the span of the widest range is beyond float.
  const double span = static_cast<double>(scale.range.high) - scale.range.low;
  to_index_ = span > 0 ? 255 / span : 0;
  offset_ = span > 0 ? 0 : 127.5;
  // A tolerance, so that 1 + rounding is not called beyond. An empty range has nothing beyond.
  constexpr double kTolerance = 255 * 1e-4;
  least_ = span > 0 ? -kTolerance : std::numeric_limits<double>::lowest();
  most_ = span > 0 ? 255 + kTolerance : std::numeric_limits<double>::max();
}

Rgb colour_of(float value, const Scale& scale) { return Colouring(scale)(value); }

bool is_beyond(float value, const Scale& scale) {
  return Colouring::is_beyond(Colouring(scale).number(value));
}

}  // namespace twofold::paint
