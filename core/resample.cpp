#include "core/resample.h"

#include <algorithm>
#include <cmath>

namespace twofold::core {
namespace {

/// Which inputs of one axis make one output, and by how much; the weights sum to 1.
struct Blend {
  int first = 0;
  std::vector<float> weights;
};

Blend area_blend(int o, int in, int out) {
  // Output o covers [begin, end) in units of 1/out of an input pixel: whole numbers, no rounding.
  const std::int64_t begin = static_cast<std::int64_t>(o) * in;
  const std::int64_t end = begin + in;
  Blend blend{static_cast<int>(begin / out), {}};
  for (std::int64_t i = blend.first; i * out < end; ++i) {
    const std::int64_t covered = std::min(end, (i + 1) * out) - std::max(begin, i * out);
    blend.weights.push_back(static_cast<float>(static_cast<double>(covered) / in));
  }
  return blend;
}

Blend linear_blend(int o, int in, int out) {
  const double centre = (o + 0.5) * in / out - 0.5;
  const double clamped = std::clamp(centre, 0.0, in - 1.0);
  const int first = std::min(static_cast<int>(clamped), std::max(in - 2, 0));
  const float second = static_cast<float>(clamped - first);
  if (in == 1) return {0, {1.0f}};
  return {first, {1.0f - second, second}};
}

std::vector<Blend> blends(int in, int out) {
  std::vector<Blend> all;
  all.reserve(static_cast<std::size_t>(out));
  for (int o = 0; o < out; ++o) {
    all.push_back(out <= in ? area_blend(o, in, out) : linear_blend(o, in, out));
  }
  return all;
}

/// One row of `row` at another width: `out` [columns * channels] is overwritten.
void blend_row(const float* row, int channels, const std::vector<Blend>& columns, float* out) {
  std::fill(out, out + columns.size() * static_cast<std::size_t>(channels), 0.0f);
  for (const Blend& column : columns) {
    const float* from = row + static_cast<std::size_t>(column.first) * channels;
    for (const float weight : column.weights) {
      for (int c = 0; c < channels; ++c) out[c] += weight * *from++;
    }
    out += channels;
  }
}

}  // namespace

Tensor resized(const Tensor& pictures, Extent size) {
  const Shape& in = pictures.shape;
  if (size.height == in.height && size.width == in.width) return pictures;
  const std::vector<Blend> rows = blends(in.height, size.height);
  const std::vector<Blend> columns = blends(in.width, size.width);
  Tensor out({in.batch, size.height, size.width, in.channels});
  const std::size_t row_values = static_cast<std::size_t>(size.width) * in.channels;
  std::vector<float> narrow(row_values);
  for (int b = 0; b < in.batch; ++b) {
    int blended = -1;  // the input row that `narrow` holds
    for (int y = 0; y < size.height; ++y) {
      const Blend& blend = rows[static_cast<std::size_t>(y)];
      float* to = out.pixel(b, y, 0);
      for (std::size_t k = 0; k < blend.weights.size(); ++k) {
        const int row = blend.first + static_cast<int>(k);
        if (row != blended) blend_row(pictures.pixel(b, row, 0), in.channels, columns, &narrow[0]);
        blended = row;
        for (std::size_t i = 0; i < row_values; ++i) to[i] += blend.weights[k] * narrow[i];
      }
    }
  }
  return out;
}

Extent fitted(Extent size, int long_side) {
  const int longest = std::max(size.height, size.width);
  if (longest <= long_side) return size;
  const auto scaled = [&](int side) {
    return std::max(1,
                    static_cast<int>(std::lround(static_cast<double>(side) * long_side / longest)));
  };
  return {scaled(size.height), scaled(size.width)};
}

}  // namespace twofold::core
