#include "app/model/numbers/stage_tensor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>

#include "app/model/numbers/pixel_results.h"
#include "core/filters.h"

namespace twofold::model::inline numbers {
namespace {

std::uint64_t next_version() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

/// Input channel q alone.
core::Tensor input_channel(const core::Tensor& x, int b, int q) {
  core::Tensor one({1, x.shape.height, x.shape.width, 1});
  for (int row = 0; row < x.shape.height; ++row)
    for (int column = 0; column < x.shape.width; ++column)
      one.at(0, row, column, 0) = x.at(b, row, column, q);
  return one;
}

/// Result `result` of a list at one of its own pixels, all channels.
std::vector<float> values_at(const StageSource& s, int result, const PixelAt& pixel) {
  if (result <= s.first()) return values_before_window(*s.x, s.stages, result, pixel);
  const PixelResults of = pixel_results(*s.x, s.stages, result, pixel);
  const core::Floats& values = of.results.back().values;
  return {values.begin(), values.end()};
}

/// The list up to a result, its last stage for this channel alone where that is possible.
StageSource up_to(const StageSource& s, int result, int channel) {
  StageSource part{s.x, {core::part_of(s.stages.list, 0, result), {}}, {}};
  part.stages.folds.assign(s.stages.folds.begin(), s.stages.folds.begin() + result);
  if (can_part_outputs(part.stages))
    part.stages = only_outputs(part.stages, std::array<int, 1>{channel});
  return part;
}

/// A depthwise stage on the input itself: one channel of it is all that channel t needs.
StageSource one_filter(const StageSource& s, int b, int t) {
  const core::Stage& stage = s.stages.stage(0);
  const auto [q, r] = core::channel_origin(t, stage.layer.channel_multiplier);
  StageSource one{std::make_shared<const core::Tensor>(input_channel(*s.x, b, q)),
                  {core::part_of(s.stages.list, 0, 1), core::Folds(1)},
                  {}};
  one.stages.list.stages.front().layer.channel_multiplier = 1;
  one.stages.list.stages.front().after = {};
  core::Filter& filter = one.stages.folds.front().filter;
  filter = core::Filter({stage.layer.kernel.height, stage.layer.kernel.width, 1, 1});
  core::set_kernel(filter, 0, 0, core::kernel_of(s.stages.fold(0).filter, q, r));
  return one;
}

core::Tensor channel_of(const StageSource& s, int result, int b, int channel) {
  const core::Stage& stage = s.stages.stage(result - 1);
  const bool is_one_filter =
      result == 1 && stage.operation == core::Operation::depthwise && core::is_linear(stage);
  const StageSource part = is_one_filter ? one_filter(s, b, channel) : up_to(s, result, channel);
  const core::Shape shape = core::result_shapes(part.stages.list, part.x->shape).back();
  // Band by band: what lies before the stage is never held.
  const auto samples =
      mean_samples(part, is_one_filter ? 0 : b, {paint::whole(shape), 1}, {}, StagesAsked::output);
  const Samples& made = samples->output();
  core::Tensor one({1, shape.height, shape.width, 1});
  const std::vector<float>& values = made.plane(made.shape.channels == 1 ? 0 : channel).values;
  std::copy(values.begin(), values.end(), one.values.begin());
  return one;
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

StageTensor::StageTensor(StageOf of, Samples samples, std::shared_ptr<const Samples> probe)
    : shape(core::result_shapes(of.source->stages.list,
                                of.source->x->shape)[static_cast<std::size_t>(of.result)]),
      of_(std::move(of)),
      samples_(std::make_shared<const Samples>(std::move(samples))),
      probe_(std::move(probe)) {
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
  const PixelAt pixel{b, row, column};
  const auto c = static_cast<std::size_t>(channel);
  const float value = values_at(*of_.source, of_.result, pixel)[c];
  if (!of_.minus) return value;
  return value - values_at(*of_.minus, of_.minus->stages.count(), pixel)[c];
}

core::Tensor StageTensor::channel(int b, int c) const {
  if (held_) return input_channel(*held_, b, c);
  core::Tensor one = channel_of(*of_.source, of_.result, b, c);
  if (!of_.minus) return one;
  const core::Tensor other = channel_of(*of_.minus, of_.minus->stages.count(), b, c);
  for (std::size_t i = 0; i < one.values.size(); ++i) one.values[i] -= other.values[i];
  return one;
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
