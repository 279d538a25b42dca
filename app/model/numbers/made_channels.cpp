#include "app/model/numbers/made_channels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace twofold::model::inline numbers {
namespace {

/// One value a pixel.
struct Plane {
  int height = 0;
  int width = 0;
  std::vector<float> values;

  Plane(int rows, int columns)
      : height(rows),
        width(columns),
        values(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)) {}

  float& at(int row, int column) {
    return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(column)];
  }
  /// Beyond the border the border itself: edges of the picture's frame are no edges in it.
  float near(int row, int column) const {
    const int y = std::clamp(row, 0, height - 1);
    const int x = std::clamp(column, 0, width - 1);
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
};

/// Each value what `of` makes of its place.
template <class Of>
Plane made(const Plane& like, Of&& of) {
  Plane plane(like.height, like.width);
  for (int row = 0; row < like.height; ++row)
    for (int column = 0; column < like.width; ++column) plane.at(row, column) = of(row, column);
  return plane;
}

/// Sums along rows (or columns) of 2 * reach + 1 values, over their number: by running sums, so
/// that a wide one costs no more than a narrow one.
Plane mean_along(const Plane& from, int reach, bool along_rows) {
  Plane to(from.height, from.width);
  const int lines = along_rows ? from.height : from.width;
  const int length = along_rows ? from.width : from.height;
  const auto value = [&](int line, int i) {
    return along_rows ? from.near(line, i) : from.near(i, line);
  };
  const double count = 2 * reach + 1;
  for (int line = 0; line < lines; ++line) {
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) sum += value(line, i);
    for (int i = 0; i < length; ++i) {
      (along_rows ? to.at(line, i) : to.at(i, line)) = static_cast<float>(sum / count);
      sum += value(line, i + reach + 1) - value(line, i - reach);
    }
  }
  return to;
}

Plane mean(const Plane& from, int reach) {
  return reach == 0 ? from : mean_along(mean_along(from, reach, true), reach, false);
}

float across(const Plane& p, int row, int column) {
  return (p.near(row, column + 1) - p.near(row, column - 1)) / 2;
}

float down(const Plane& p, int row, int column) {
  return (p.near(row + 1, column) - p.near(row - 1, column)) / 2;
}

/// The colours of a picture, and their mean.
struct Colours {
  Plane red, green, blue, grey;
};

struct Made {
  const char* name;
  Plane (*of)(const Colours& c);
};

Plane each(const Plane& grey, float (*of)(const Plane&, int, int)) {
  return made(grey, [&](int row, int column) { return of(grey, row, column); });
}

constexpr std::array kMade{
    Made{"red", [](const Colours& c) { return c.red; }},
    Made{"green", [](const Colours& c) { return c.green; }},
    Made{"blue", [](const Colours& c) { return c.blue; }},
    Made{"grey", [](const Colours& c) { return c.grey; }},
    Made{"edges",
         [](const Colours& c) {
           return each(c.grey, [](const Plane& p, int row, int column) {
             return std::hypot(across(p, row, column), down(p, row, column));
           });
         }},
    Made{"blur", [](const Colours& c) { return mean(c.grey, 2); }},
    Made{"edges across", [](const Colours& c) { return each(c.grey, across); }},
    Made{"edges down", [](const Colours& c) { return each(c.grey, down); }},
    Made{"detail",
         [](const Colours& c) {
           const Plane smooth = mean(c.grey, 2);
           return made(c.grey, [&](int row, int column) {
             return c.grey.near(row, column) - smooth.near(row, column);
           });
         }},
    Made{"red less green",
         [](const Colours& c) {
           return made(c.grey, [&](int row, int column) {
             return c.red.near(row, column) - c.green.near(row, column);
           });
         }},
    Made{"blue less yellow",
         [](const Colours& c) {
           return made(c.grey, [&](int row, int column) {
             return c.blue.near(row, column) -
                    (c.red.near(row, column) + c.green.near(row, column)) / 2;
           });
         }},
    Made{"wide blur", [](const Colours& c) { return mean(c.grey, 8); }},
    Made{"negative",
         [](const Colours& c) {
           return each(c.grey,
                       [](const Plane& p, int row, int column) { return 1 - p.near(row, column); });
         }},
    Made{"curvature",
         [](const Colours& c) {
           return each(c.grey, [](const Plane& p, int row, int column) {
             return p.near(row - 1, column) + p.near(row + 1, column) + p.near(row, column - 1) +
                    p.near(row, column + 1) - 4 * p.near(row, column);
           });
         }},
    Made{"brightest nearby",
         [](const Colours& c) {
           return each(c.grey, [](const Plane& p, int row, int column) {
             float most = p.near(row, column);
             for (int y = -1; y <= 1; ++y)
               for (int x = -1; x <= 1; ++x) most = std::max(most, p.near(row + y, column + x));
             return most;
           });
         }},
    Made{"darkest nearby",
         [](const Colours& c) {
           return each(c.grey, [](const Plane& p, int row, int column) {
             float least = p.near(row, column);
             for (int y = -1; y <= 1; ++y)
               for (int x = -1; x <= 1; ++x) least = std::min(least, p.near(row + y, column + x));
             return least;
           });
         }},
};
constexpr int kKinds = static_cast<int>(kMade.size());

Plane colour(const core::Tensor& picture, int channel, int reach) {
  Plane plane(picture.shape.height, picture.shape.width);
  const int from = std::min(channel, picture.shape.channels - 1);
  for (int row = 0; row < plane.height; ++row)
    for (int column = 0; column < plane.width; ++column)
      plane.at(row, column) = picture.at(0, row, column, from);
  return mean(plane, reach);
}

Colours colours(const core::Tensor& picture, int reach) {
  Colours c{colour(picture, 0, reach), colour(picture, 1, reach), colour(picture, 2, reach),
            Plane(picture.shape.height, picture.shape.width)};
  for (std::size_t i = 0; i < c.grey.values.size(); ++i)
    c.grey.values[i] = (c.red.values[i] + c.green.values[i] + c.blue.values[i]) / 3;
  return c;
}

}  // namespace

std::string made_channel_name(int q) {
  std::string name = kMade[static_cast<std::size_t>(q % kKinds)].name;
  const int reach = q / kKinds;
  if (reach == 0) return name;
  const std::string side = std::to_string(2 * reach + 1);
  return name + ", smoothed over " + side + "\xc3\x97" + side;
}

core::Tensor made_channels(const core::Tensor& picture, int channels) {
  core::Tensor x({1, picture.shape.height, picture.shape.width, channels});
  const auto step = static_cast<std::size_t>(channels);
  for (int first = 0; first < channels; first += kKinds) {
    const Colours c = colours(picture, first / kKinds);
    for (int q = first; q < std::min(first + kKinds, channels); ++q) {
      const Plane plane = kMade[static_cast<std::size_t>(q - first)].of(c);
      float* to = x.values.data() + q;
      for (const float value : plane.values) {
        *to = value;
        to += step;
      }
    }
  }
  return x;
}

}  // namespace twofold::model::inline numbers
