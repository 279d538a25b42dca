#include "app/model/numbers/test_pictures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twofold::model::inline numbers {
namespace {

/// The squares of a checker board: eight along the longer side.
int checker_side(const core::Shape& shape) {
  return std::max(1, std::max(shape.height, shape.width) / 8);
}

/// Three waves of a signal along the columns, from 0 to 1.
double signal(int column, int width) {
  const double at = 2 * std::numbers::pi * column / width;
  return 0.5 + 0.25 * std::sin(2 * at) + 0.15 * std::sin(9 * at) + 0.1 * std::sin(23 * at);
}

double value(Pattern pattern, const core::Shape& shape, int row, int column) {
  switch (pattern) {
    case Pattern::impulse: return row == shape.height / 2 && column == shape.width / 2 ? 1 : 0;
    case Pattern::step: return column >= shape.width / 2 ? 1 : 0;
    case Pattern::diagonal: {
      const std::int64_t along = std::int64_t{row} * shape.width;
      return std::int64_t{column} * shape.height >= along ? 1 : 0;
    }
    case Pattern::checker: {
      const int side = checker_side(shape);
      return (row / side + column / side) % 2 == 0 ? 1 : 0;
    }
    case Pattern::ramp:
      return shape.width == 1 ? 0 : static_cast<double>(column) / (shape.width - 1);
    case Pattern::signal: return signal(column, shape.width);
    case Pattern::bayer: break;
  }
  return 0;
}

}  // namespace

core::Tensor test_picture(Pattern pattern, const core::Shape& shape) {
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b)
    for (int row = 0; row < shape.height; ++row)
      for (int column = 0; column < shape.width; ++column)
        std::fill_n(x.pixel(b, row, column), shape.channels,
                    static_cast<float>(value(pattern, shape, row, column)));
  return x;
}

}  // namespace twofold::model::inline numbers
