#include "app/model/numbers/samples.h"

#include <algorithm>

#include "app/model/numbers/block_means.h"
#include "core/fast/threads/workers.h"

namespace twofold::model::inline numbers {

NewSamples::NewSamples(const core::Shape& shape, int b, const Sampling& at, bool are_means)
    : samples_{shape, b, {}}, width_(at.size().width) {
  for (int c = 0; c < shape.channels; ++c)
    planes_.push_back(std::make_shared<SampledPlane>(SampledPlane{
        at, are_means, std::vector<float>(static_cast<std::size_t>(at.size().area()))}));
}

float* NewSamples::row(int channel, int row) {
  return planes_[static_cast<std::size_t>(channel)]->values.data() +
         static_cast<std::ptrdiff_t>(row) * width_;
}

Samples NewSamples::finished() && {
  samples_.planes.assign(planes_.begin(), planes_.end());
  return std::move(samples_);
}

Samples mean_samples(const core::Tensor& tensor, int b, const Sampling& at) {
  NewSamples samples(tensor.shape, b, at, true);
  const core::fast::Workers workers(0);
  std::vector<BlockMeans> means(static_cast<std::size_t>(workers.threads()),
                                BlockMeans(samples, at));
  workers.run(at.size().height, nullptr, [&](int slot, std::int64_t blocks) {
    const int first = static_cast<int>(blocks) * at.reduction;
    const int past = std::min(first + at.reduction, at.region.height);
    for (int row = first; row < past; ++row)
      means[static_cast<std::size_t>(slot)].add_row(
          row, tensor.pixel(b, at.region.top + row, at.region.left));
  });
  return std::move(samples).finished();
}

std::vector<float> block_means(const core::Tensor& tensor, int b, int channel, const Sampling& at) {
  const core::Extent size = at.size();
  const auto [left, top, width, height] = at.region;
  const auto channels = static_cast<std::size_t>(tensor.shape.channels);
  std::vector<float> means(static_cast<std::size_t>(size.area()));
  for (int row = 0; row < height; ++row) {
    const float* value = tensor.pixel(b, top + row, left) + channel;
    float* sums = means.data() + static_cast<std::size_t>(row / at.reduction) * size.width;
    if (at.reduction == 1) {
      for (int i = 0; i < width; ++i, value += channels) sums[i] = *value;
      continue;
    }
    for (int from = 0; from < width; from += at.reduction, ++sums)
      for (int i = std::min(at.reduction, width - from); i > 0; --i, value += channels)
        *sums += *value;
  }
  if (at.reduction == 1) return means;
  for (int row = 0; row < size.height; ++row) {
    const int rows = std::min(at.reduction, height - row * at.reduction);
    for (int column = 0; column < size.width; ++column) {
      const int columns = std::min(at.reduction, width - column * at.reduction);
      means[static_cast<std::size_t>(row) * size.width + column] /=
          static_cast<float>(rows) * static_cast<float>(columns);
    }
  }
  return means;
}

std::vector<float> coarser(const SampledPlane& plane, int reduction) {
  const core::Extent from = plane.at.size();
  const core::Extent to = Sampling{plane.at.region, reduction}.size();
  const int step = reduction / plane.at.reduction;
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(to.area()));
  for (int y = 0; y < to.height; ++y) {
    const int row = std::min(y * step + step / 2, from.height - 1);
    for (int x = 0; x < to.width; ++x) {
      const int column = std::min(x * step + step / 2, from.width - 1);
      values.push_back(plane.values[static_cast<std::size_t>(row) * from.width + column]);
    }
  }
  return values;
}

}  // namespace twofold::model::inline numbers
