// From a value to a colour. A map is a table of 256 colours over a range; values beyond the range
// have the colour of its end and, in pictures, grey stripes over it: hues mean signs alone.
#pragma once

#include <array>
#include <cstdint>

namespace twofold::paint {

struct Rgb {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  bool operator==(const Rgb&) const = default;
};

enum class Map {
  grey,            ///< black to white
  diverging_dark,  ///< purple - dark - orange, zero in the middle; for dark windows
  diverging_light  ///< purple - light - orange; for light windows
};

/// Values `low` and `high` get the ends of the map.
struct Range {
  float low = 0;
  float high = 1;
  bool operator==(const Range&) const = default;
};

/// How a picture's values are shown.
struct Scale {
  Map map = Map::grey;
  Range range;
  bool operator==(const Scale&) const = default;
};

using ColourTable = std::array<Rgb, 256>;

/// The table of a map; index 0 is the low end. Purple (below) and orange (above) stay apart for
/// every kind of colour blindness (after ColorBrewer's PuOr).
const ColourTable& colour_table(Map map);

/// A scale made ready for many values: without divisions, and without branches, so that a loop over
/// many values is compiled to vectors.
class Colouring {
 public:
  explicit Colouring(const Scale& scale);

  /// The number of a value's colour, below kColours.
  int number(float value) const {
    const double at = (static_cast<double>(value) - low_) * to_index_ + offset_;
    double index = (at < 0 ? 0 : at > 255 ? 255 : at) + 0.5;
    index = at < least_ ? kBelow : index;
    index = at > most_ ? kAbove : index;
    // Infinities and NaN: their difference from themselves is NaN.
    return static_cast<int>(at - at == 0 ? index : kNotFinite);
  }
  Rgb colour(int number) const { return colours_[static_cast<std::size_t>(number)]; }
  /// Whether that is the number of values beyond the range.
  static bool is_beyond(int number) { return number == kBelow || number == kAbove; }

  Rgb operator()(float value) const { return colour(number(value)); }

 private:
  static constexpr int kBelow = 256;
  static constexpr int kAbove = 257;
  static constexpr int kNotFinite = 258;
  static constexpr int kColours = 259;

  std::array<Rgb, kColours> colours_;  ///< the map's table, then the marks
  double low_;
  double to_index_;  ///< indices of the table for one unit of value
  double offset_;
  double least_;  ///< indices beyond these are marked
  double most_;
};

/// Colour of one value: the table inside the range, its ends beyond; magenta for NaN and
/// infinities.
Rgb colour_of(float value, const Scale& scale);

/// Whether a value lies beyond the range, by more than rounding.
bool is_beyond(float value, const Scale& scale);

/// The stripes over what lies beyond, running down to the left; neither black nor white, so that
/// they show on both ends of every map.
inline constexpr Rgb kBeyondColour{128, 128, 132};
inline constexpr int kStripe = 2;  ///< pixels: as wide as the gap to the next
inline bool is_striped(int x, int y) { return (x + y) % (2 * kStripe) < kStripe; }

}  // namespace twofold::paint
