// A figure as plain data: boxes, paths, dots and text on a canvas of design pixels, in inks that
// are named by what they mean. Two things draw it: the window (ui/draw_figure.h) and a file
// (io/svg_file.h).
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace twofold::paint {

enum class Ink {
  ground,  ///< behind everything
  grid,
  faint,
  quiet,
  text,
  accent,  ///< what can be dragged
  warning,
  depthwise,
  pointwise,
  standard
};
inline constexpr int kInkCount = 10;

struct Spot {
  float x = 0;
  float y = 0;
};

struct BoxMark {
  Spot min, max;
  Ink ink = Ink::grid;
  float opacity = 1;
};

/// A line through spots.
struct PathMark {
  std::vector<Spot> spots;
  Ink ink = Ink::text;
  float width = 1;
  bool dashed = false;
};

struct DotMark {
  Spot centre;
  float radius = 3;
  Ink ink = Ink::text;
  bool ringed = false;  ///< with an edge of the ground's colour, so that it shows on a line
};

enum class Anchor { start, middle, end };
enum class Face { words, words_strong, numbers };

/// One line of text; `at.y` is the middle of its capitals.
struct TextMark {
  Spot at;
  std::string words;
  Ink ink = Ink::text;
  Anchor anchor = Anchor::start;
  Face face = Face::words;
};

using Mark = std::variant<BoxMark, PathMark, DotMark, TextMark>;

/// A figure of a size; marks are drawn in their order.
struct Drawing {
  float width = 0;
  float height = 0;
  std::vector<Mark> marks;

  void add(Mark mark) { marks.push_back(std::move(mark)); }
};

/// An axis that maps a range of values to pixels, evenly or by logarithm.
struct Axis {
  double from = 0, to = 1;             ///< values
  float pixel_from = 0, pixel_to = 1;  ///< may run downwards
  bool logarithmic = false;

  float pixel(double value) const;
  double value(float pixel) const;
};

}  // namespace twofold::paint
