#include "app/model/numbers/stage_tensor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>

#include "app/model/numbers/windows.h"
#include "core/fast/plan.h"
#include "core/fast/separable.h"
#include "core/filters.h"

namespace twofold::model::inline numbers {
namespace {

std::uint64_t next_version() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

int channels_of(const StageSource& s, StageResult result) {
  return result == StageResult::depthwise ? core::intermediate_channels(s.layer, s.x->shape)
                                          : s.layer.out_channels;
}

/// Input channel q alone.
core::Tensor input_channel(const core::Tensor& x, int b, int q) {
  core::Tensor one({1, x.shape.height, x.shape.width, 1});
  for (int row = 0; row < x.shape.height; ++row)
    for (int column = 0; column < x.shape.width; ++column)
      one.at(0, row, column, 0) = x.at(b, row, column, q);
  return one;
}

/// One picture of the batch, as a tensor of its own.
core::Tensor picture(const core::Tensor& x, int b) {
  core::Tensor one({1, x.shape.height, x.shape.width, x.shape.channels});
  std::copy_n(x.values.begin() + static_cast<std::ptrdiff_t>(b) * std::ssize(one.values),
              one.values.size(), one.values.begin());
  return one;
}

/// Column k of a filter's last axis.
core::Filter only_output(const core::Filter& f, int k) {
  core::Filter one({f.shape.height, f.shape.width, f.shape.in, 1});
  for (std::size_t i = 0; i < one.values.size(); ++i)
    one.values[i] =
        f.values[i * static_cast<std::size_t>(f.shape.out) + static_cast<std::size_t>(k)];
  return one;
}

std::vector<float> only_bias(const std::vector<float>& bias, int k) {
  if (bias.empty()) return {};
  return {bias[static_cast<std::size_t>(k)]};
}

core::Tensor depthwise_channel(const StageSource& s, int b, int t) {
  const auto [q, r] = core::channel_origin(t, s.layer.channel_multiplier);
  core::Layer layer = s.layer;
  layer.channel_multiplier = 1;
  core::Filter d({layer.kernel.height, layer.kernel.width, 1, 1});
  core::set_kernel(d, 0, 0, core::kernel_of(s.filters.depthwise, q, r));
  return core::fast::depthwise_conv2d(input_channel(*s.x, b, q), d, layer);
}

core::Tensor output_channel(const StageSource& s, int b, int k) {
  core::Layer layer = s.layer;
  layer.out_channels = 1;
  const core::Filters one{s.filters.depthwise, only_output(s.filters.pointwise, k),
                          only_bias(s.filters.bias, k), s.filters.activation};
  const core::Tensor x = picture(*s.x, b);
  core::Tensor y(core::output_shape(layer, x.shape));
  // No intermediate has to be stored, and pictures are finite.
  core::fast::plan(layer, x.shape, one, {.collapse = true}).run(x, y);
  return y;
}

core::Tensor standard_channel(const StageSource& s, int b, int k) {
  core::Layer layer = s.layer;
  layer.out_channels = 1;
  core::Tensor y = core::fast::conv2d(picture(*s.x, b), only_output(s.collapsed, k), layer);
  core::finish(y, only_bias(s.filters.bias, k), s.filters.activation);
  return y;
}

core::Tensor difference_of(core::Tensor a, const core::Tensor& b) {
  for (std::size_t i = 0; i < a.values.size(); ++i) a.values[i] -= b.values[i];
  return a;
}

template <class Values>
paint::Range range_of(const Values& values) {
  paint::Range range{std::numeric_limits<float>::infinity(),
                     -std::numeric_limits<float>::infinity()};
  for (const float v : values) {
    if (!std::isfinite(v)) continue;
    range.low = std::min(range.low, v);
    range.high = std::max(range.high, v);
  }
  return range.low <= range.high ? range : paint::Range{0, 0};
}

}  // namespace

StageTensor::StageTensor(std::shared_ptr<const core::Tensor> tensor)
    : shape(tensor->shape), held_(std::move(tensor)) {
  renew_versions();
}

StageTensor::StageTensor(core::Tensor tensor)
    : StageTensor(std::make_shared<const core::Tensor>(std::move(tensor))) {}

StageTensor::StageTensor(std::shared_ptr<const StageSource> source, StageResult result,
                         Samples samples, std::shared_ptr<const Samples> probe)
    : source_(std::move(source)),
      result_(result),
      samples_(std::make_shared<const Samples>(std::move(samples))),
      probe_(std::move(probe)) {
  const core::Extent size = core::output_size(source_->layer, source_->x->shape);
  shape = {source_->x->shape.batch, size.height, size.width, channels_of(*source_, result_)};
  renew_versions();
}

void StageTensor::renew_versions() {
  versions_.resize(static_cast<std::size_t>(shape.channels));
  for (std::uint64_t& version : versions_) version = next_version();
}

const core::Tensor& StageTensor::tensor() const {
  assert(held_ && "a stage that is too large is not held; ask for pixels or channels");
  return *held_;
}

float StageTensor::computed(int b, int row, int column, int channel) const {
  const StageSource& s = *source_;
  const core::Layer layer = side_by_side(s.layer);
  const core::Tensor x =
      windows(*s.x, b, s.layer, std::array<int, 1>{row}, std::array<int, 1>{column});
  const auto standard = [&] {
    core::Tensor y = core::conv2d(x, s.collapsed, layer);
    core::finish(y, s.filters.bias, s.filters.activation);
    return y.at(0, 0, 0, channel);
  };
  switch (result_) {
    case StageResult::depthwise:
      return core::depthwise_conv2d(x, s.filters.depthwise, layer).at(0, 0, 0, channel);
    case StageResult::output:
      return core::separable_conv2d(x, s.filters, layer).y.at(0, 0, 0, channel);
    case StageResult::standard: return standard();
    case StageResult::difference:
      return core::separable_conv2d(x, s.filters, layer).y.at(0, 0, 0, channel) - standard();
  }
  return 0;
}

core::Tensor StageTensor::channel(int b, int c) const {
  if (held_) return input_channel(*held_, b, c);
  switch (result_) {
    case StageResult::depthwise: return depthwise_channel(*source_, b, c);
    case StageResult::output: return output_channel(*source_, b, c);
    case StageResult::standard: return standard_channel(*source_, b, c);
    case StageResult::difference:
      return difference_of(output_channel(*source_, b, c), standard_channel(*source_, b, c));
  }
  return {};
}

paint::Range StageTensor::range(int b, int c) const {
  const std::lock_guard lock(ranges_->mutex);
  const auto known = ranges_->known.find({b, c});
  if (known != ranges_->known.end()) return known->second;
  const paint::Range range =
      held_ ? range_of(input_channel(*held_, b, c).values) : range_of(samples_->plane(c).values);
  ranges_->known[{b, c}] = range;
  return range;
}

SharedTensor held(core::Tensor tensor) {
  return std::make_shared<const StageTensor>(std::move(tensor));
}

}  // namespace twofold::model::inline numbers
