#include "app/model/numbers/pixel_results.h"

#include <algorithm>
#include <utility>

namespace twofold::model::inline numbers {
namespace {

/// The part of a window that lies in the picture along one axis, and what of it does not.
struct Inside {
  int first = 0;  ///< input index
  int count = 0;
  int before = 0;  ///< zeros
  int after = 0;
};

Inside inside(int first, int window, int length) {
  Inside in;
  in.before = std::clamp(-first, 0, window);
  in.first = std::clamp(first, 0, length);
  in.count = std::max(std::min(first + window, length) - in.first, 0);
  in.after = window - in.before - in.count;
  return in;
}

core::Tensor cut_out(const core::Tensor& x, int b, const Inside& rows, const Inside& columns) {
  core::Tensor patch({1, rows.count, columns.count, x.shape.channels});
  if (columns.count == 0) return patch;
  for (int row = 0; row < rows.count; ++row) {
    const float* from = x.pixel(b, rows.first + row, columns.first);
    std::copy_n(from, static_cast<std::ptrdiff_t>(columns.count) * x.shape.channels,
                patch.pixel(0, row, 0));
  }
  return patch;
}

core::Tensor one_pixel(const core::Tensor& x, const PixelAt& pixel) {
  return cut_out(x, pixel.b, {pixel.row, 1, 0, 0}, {pixel.column, 1, 0, 0});
}

/// The stage with the window of one pixel as its whole input.
core::Stage of_one_window(core::Stage stage, const Inside& rows, const Inside& columns) {
  stage.layer.strides = {1, 1};
  stage.layer.explicit_pads = core::Pads{rows.before, rows.after, columns.before, columns.after};
  return stage;
}

core::Tensor made(const core::Stage& stage, const core::Fold& fold, const core::Tensor& x) {
  core::Tensor sums = core::convolve(stage, x, fold.filter);
  core::follow(stage, fold, sums);
  return sums;
}

}  // namespace

PixelResults pixel_results(const core::Tensor& x, const Stages& stages, int count,
                           const PixelAt& pixel) {
  const int window = core::window_stage(stages.list);
  const core::Layer& layer = stages.stage(window).layer;
  const core::Pads around = core::pads(layer, x.shape);
  const core::Extent spans = core::effective_kernel(layer);
  const Inside rows = inside(core::input_index(pixel.row, 0, layer.strides.height, 1, around.top),
                             spans.height, x.shape.height);
  const Inside columns =
      inside(core::input_index(pixel.column, 0, layer.strides.width, 1, around.left), spans.width,
             x.shape.width);
  PixelResults of{rows.first, columns.first, {cut_out(x, pixel.b, rows, columns)}};
  for (int i = 0; i < count; ++i) {
    const core::Stage stage =
        i == window ? of_one_window(stages.stage(i), rows, columns) : stages.stage(i);
    core::Tensor sums =
        made(stage, stages.fold(i), of.results[static_cast<std::size_t>(stage.reads)]);
    if (stage.adds && *stage.adds > window)
      core::add(sums, of.results[static_cast<std::size_t>(*stage.adds)]);
    else if (stage.adds)
      core::add(sums,
                core::Tensor(sums.shape, values_before_window(x, stages, *stage.adds, pixel)));
    of.results.push_back(std::move(sums));
  }
  return of;
}

std::vector<float> values_before_window(const core::Tensor& x, const Stages& stages, int count,
                                        const PixelAt& pixel) {
  std::vector<core::Tensor> results{one_pixel(x, pixel)};
  for (int i = 0; i < count; ++i) {
    const core::Stage& stage = stages.stage(i);
    results.push_back(made(stage, stages.fold(i), results[static_cast<std::size_t>(stage.reads)]));
    if (stage.adds) core::add(results.back(), results[static_cast<std::size_t>(*stage.adds)]);
  }
  const core::Floats& values = results.back().values;
  return {values.begin(), values.end()};
}

}  // namespace twofold::model::inline numbers
