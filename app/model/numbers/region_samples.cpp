#include "app/model/numbers/region_samples.h"

#include <algorithm>
#include <span>

#include "app/model/numbers/samples_in_making.h"
#include "app/model/numbers/stage_band.h"
#include "app/model/numbers/windows.h"
#include "core/fast/threads/workers.h"
#include "core/taps.h"

namespace twofold::model::inline numbers {
namespace {

/// Floats that the windows of a first look may take.
constexpr std::int64_t kMostWindowFloats = std::int64_t{1} << 22;
/// The middle of every block of one axis, `count` pixels from `first` on.
std::vector<int> block_middles(int first, int count, int reduction) {
  std::vector<int> middles;
  for (int block = 0; block < count; block += reduction)
    middles.push_back(first + std::min(block + reduction / 2, count - 1));
  return middles;
}

/// One row of a band to its place in the samples.
void put_row(const float* pixels, int row, NewSamples& samples) {
  const int channels = samples.channels();
  const int width = samples.width();
  for (int c = 0; c < channels; ++c) {
    float* to = samples.row(c, row);
    const float* from = pixels + c;
    for (int i = 0; i < width; ++i, from += channels) to[i] = *from;
  }
}

/// The input rows (or columns) of the windows of these output ones, side by side.
std::vector<int> tapped(std::span<const int> outputs, int kernel, int stride, int dilation,
                        int pad) {
  std::vector<int> inputs;
  for (const int o : outputs)
    for (int k = 0; k < kernel; ++k)
      inputs.push_back(core::input_index(o, k, stride, dilation, pad));
  return inputs;
}

}  // namespace

RegionSamples point_samples(const StageSource& s, int b, Sampling at, StagesAsked asked) {
  const core::Layer& layer = layer_of(s);
  const std::int64_t window = layer.kernel.area() * s.x->shape.channels;
  while (static_cast<std::int64_t>(at.size().area()) * window > kMostWindowFloats &&
         at.size().area() > 1)
    at.reduction *= 2;
  const std::vector<int> rows = block_middles(at.region.top, at.region.height, at.reduction);
  const std::vector<int> columns = block_middles(at.region.left, at.region.width, at.reduction);
  const core::Extent size = at.size();
  SamplesInMaking making(s, b, at, asked, false);
  const std::int64_t row_floats =
      static_cast<std::int64_t>(size.width) * (window + making.channels());
  const int height = band_height(row_floats, size.height);
  const int tasks = (size.height + height - 1) / height;
  const core::Shape in{1, height * layer.kernel.height, size.width * layer.kernel.width,
                       s.x->shape.channels};
  // Made here and not by the threads: whoever called hears of too little memory.
  std::vector<StageBand> bands;
  for (int i = band_count(tasks, row_floats * height); i > 0; --i)
    bands.emplace_back(s, side_by_side(layer), in, asked);
  const core::fast::Workers workers(static_cast<int>(bands.size()));
  workers.run(tasks, nullptr, [&](int slot, std::int64_t number) {
    StageBand& band = bands[static_cast<std::size_t>(slot)];
    // The last band is as high as the others and begins among another one's rows.
    const int next = static_cast<int>(number) * height;
    const int first = std::min(next, size.height - height);
    const std::span<const int> own =
        std::span(rows).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(height));
    fill_windows(*s.x, b, layer, own, columns, band.x());
    const core::Pads around = core::pads(layer, s.x->shape);
    band.run(
        {b,
         {own.begin(), own.end()},
         columns,
         tapped(own, layer.kernel.height, layer.strides.height, layer.dilations.height, around.top),
         tapped(columns, layer.kernel.width, layer.strides.width, layer.dilations.width,
                around.left)},
        nullptr);
    const std::vector<const core::Tensor*> stages = band.stages();
    making.for_each([&](std::size_t i, NewSamples& samples) {
      for (int row = next; row < first + height; ++row)
        put_row(stages[i]->pixel(0, row - first, 0), row, samples);
    });
  });
  return std::move(making).finished();
}

}  // namespace twofold::model::inline numbers
