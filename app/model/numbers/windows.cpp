#include "app/model/numbers/windows.h"

#include <algorithm>

#include "core/taps.h"

namespace twofold::model::inline numbers {
namespace {

/// The part of a window's row that lies in the picture, and where it begins there.
struct Inside {
  core::Run taps;
  int ix = 0;
};

std::vector<Inside> insides_of(const core::Tensor& x, const core::Layer& layer,
                               std::span<const int> columns) {
  const int pad = core::pads(layer, x.shape).left;
  const int stride = layer.strides.width;
  const int dilation = layer.dilations.width;
  std::vector<Inside> insides;
  insides.reserve(columns.size());
  for (const int column : columns) {
    const core::Run taps =
        core::taps_inside(column, layer.kernel.width, stride, dilation, pad, x.shape.width);
    insides.push_back({taps, core::input_index(column, taps.first, stride, dilation, pad)});
  }
  return insides;
}

/// One row of every window; `row` is the picture's row that it reads.
void fill_row(const float* row, const std::vector<Inside>& insides, int kernel, int dilation,
              std::ptrdiff_t channels, float* to) {
  for (const Inside& inside : insides) {
    const auto [first, count] = inside.taps;
    if (count < kernel) std::fill_n(to, kernel * channels, 0.0f);
    const float* from = row + inside.ix * channels;
    float* out = to + first * channels;
    // Without gaps between the taps all of them are one run.
    const std::ptrdiff_t run = dilation == 1 ? count * channels : channels;
    for (std::ptrdiff_t done = 0; done < count * channels; done += run, from += dilation * run)
      for (std::ptrdiff_t i = 0; i < run; ++i) out[done + i] = from[i];
    to += kernel * channels;
  }
}

}  // namespace

void fill_windows(const core::Tensor& x, int b, const core::Layer& layer, std::span<const int> rows,
                  std::span<const int> columns, core::Tensor& result) {
  const int top = core::pads(layer, x.shape).top;
  const std::vector<Inside> insides = insides_of(x, layer, columns);
  const std::ptrdiff_t row_floats =
      static_cast<std::ptrdiff_t>(result.shape.width) * result.shape.channels;
  float* to = result.values.data();
  for (const int row : rows) {
    for (int ky = 0; ky < layer.kernel.height; ++ky, to += row_floats) {
      const int iy = core::input_index(row, ky, layer.strides.height, layer.dilations.height, top);
      if (iy < 0 || iy >= x.shape.height)
        std::fill_n(to, row_floats, 0.0f);
      else
        fill_row(x.pixel(b, iy, 0), insides, layer.kernel.width, layer.dilations.width,
                 x.shape.channels, to);
    }
  }
}

core::Tensor windows(const core::Tensor& x, int b, const core::Layer& layer,
                     std::span<const int> rows, std::span<const int> columns) {
  core::Tensor result({1, static_cast<int>(rows.size()) * layer.kernel.height,
                       static_cast<int>(columns.size()) * layer.kernel.width, x.shape.channels});
  fill_windows(x, b, layer, rows, columns, result);
  return result;
}

core::Layer side_by_side(const core::Layer& layer) {
  core::Layer result = core::without_padding(layer);
  result.strides = layer.kernel;
  result.dilations = {1, 1};
  return result;
}

}  // namespace twofold::model::inline numbers
