#include "app/model/numbers/sampling.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace twofold::model::inline numbers {
namespace {

/// A run of pixels on one axis.
struct Span {
  int first = 0;
  int count = 0;
};

/// The pixels that are seen of an axis.
Span seen_span(double start, double length, int pixels) {
  const int first = std::clamp(static_cast<int>(std::floor(start * pixels)), 0, pixels - 1);
  const int past = static_cast<int>(std::ceil((start + length) * pixels));
  return {first, std::clamp(past, first + 1, pixels) - first};
}

/// The same with a margin of a quarter, both ends on multiples of about an eighth.
Span with_margin(const Span& seen, int pixels) {
  const int margin = seen.count / 4;
  const int step = static_cast<int>(std::bit_floor(static_cast<unsigned>(seen.count / 8 + 1)));
  const int first = std::max(seen.first - margin, 0) / step * step;
  const int past = (seen.first + seen.count + margin + step - 1) / step * step;
  return {first, std::min(past, pixels) - first};
}

}  // namespace

Sampling sampling(const core::Shape& shape, const Viewport& viewport, int width, int height) {
  const Region region = viewport.region();
  Span columns = seen_span(region.left, region.width, shape.width);
  Span rows = seen_span(region.top, region.height, shape.height);
  Sampling result;
  result.reduction =
      std::max({1, std::min(columns.count / std::max(width, 1), rows.count / std::max(height, 1))});
  if (static_cast<std::int64_t>(shape.width) * shape.height <= kPaintedWhole) {
    result.region = paint::whole(shape);
    return result;
  }
  columns = with_margin(columns, shape.width);
  rows = with_margin(rows, shape.height);
  result.region = {columns.first, rows.first, columns.count, rows.count};
  return result;
}

}  // namespace twofold::model::inline numbers
