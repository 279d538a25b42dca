#include "app/model/numbers/sampled_stages.h"

#include <algorithm>

#include "app/model/numbers/kept_channels.h"
#include "core/shape.h"

namespace twofold::model::inline numbers {
namespace {

/// Screen pixels on a side from which the probe takes its values.
constexpr int kProbeSide = 64;

/// The whole of a stage on about kProbeSide pixels a side.
Sampling probe_sampling(const core::Shape& shape) {
  const int longest = std::max(shape.width, shape.height);
  return {paint::whole(shape), std::max(1, longest / kProbeSide)};
}

/// Planes of some channels, put to their places among all; the others are null.
Samples at_places(Samples some, const std::vector<int>& places, int channels) {
  Samples all{some.shape, some.b, {}};
  all.shape.channels = channels;
  all.planes.resize(static_cast<std::size_t>(channels));
  for (std::size_t i = 0; i < places.size(); ++i)
    all.planes[static_cast<std::size_t>(places[i])] = std::move(some.planes[i]);
  return all;
}

Samples difference(const Samples& a, const Samples& b) {
  Samples d{a.shape, a.b, {}};
  for (std::size_t c = 0; c < a.planes.size(); ++c) {
    auto plane = std::make_shared<SampledPlane>(*a.planes[c]);
    for (std::size_t i = 0; i < plane->values.size(); ++i)
      plane->values[i] -= b.planes[c]->values[i];
    d.planes.push_back(std::move(plane));
  }
  return d;
}

bool is_identity(const std::vector<int>& from) {
  for (std::size_t i = 0; i < from.size(); ++i)
    if (from[i] != static_cast<int>(i)) return false;
  return true;
}

}  // namespace

StageSampler::StageSampler(std::shared_ptr<const StageSource> source, int b, const Sampling& at,
                           const EarlierStages& earlier)
    : source_(std::move(source)), b_(b), at_(at), earlier_(earlier.stages) {
  const StageSource& s = *source_;
  const KeptChannels kept(earlier.filters, s.filters);
  const auto good = [&](int from, std::initializer_list<SharedTensor> stages) {
    const auto has = [&](const SharedTensor& stage) { return is_earlier_good(stage, from); };
    return from >= 0 && std::all_of(stages.begin(), stages.end(), has) ? from : -1;
  };
  for (int t = 0; t < core::intermediate_channels(s.layer, s.x->shape); ++t)
    z_from_.push_back(good(kept.z(t), {earlier_.z}));
  for (int k = 0; k < s.layer.out_channels; ++k) {
    const int from = s.has_standard()
                         ? good(kept.y(k), {earlier_.y, earlier_.standard, earlier_.difference})
                         : good(kept.y(k), {earlier_.y});
    y_from_.push_back(from);
    if (from < 0) new_outputs_.push_back(k);
  }
  has_new_z_ = std::count(z_from_.begin(), z_from_.end(), -1) > 0;
}

/// Whether what an earlier stage has of a channel would come out of means() again.
bool StageSampler::is_earlier_good(const SharedTensor& stage, int channel) const {
  if (!stage || !stage->samples() || stage->samples()->b != b_) return false;
  const SampledPlane& plane = stage->samples()->plane(channel);
  return plane.is_mean && plane.at == at_;
}

std::int64_t StageSampler::work() const {
  const std::int64_t taps = source_->layer.kernel.area();
  const auto outputs = std::ssize(new_outputs_);
  const std::int64_t standard = taps * source_->x->shape.channels * outputs;
  const std::int64_t z = has_new_z_ ? std::ssize(z_from_) * (taps + outputs) : 0;
  const std::int64_t macs = (has_new_z_ ? z : standard) + (source_->has_standard() ? standard : 0);
  const auto& region = at_.region;
  return macs * region.width * region.height;
}

/// The source with those outputs only that are to be sampled. Where there are none the first is
/// sampled again with the intermediates, which is the little that a plan of its own would save.
StageSource StageSampler::needed() const {
  const std::vector<int> first{0};
  return only_outputs(*source_, new_outputs_.empty() ? first : new_outputs_);
}

SampledStages StageSampler::first_look(std::int64_t most_pixels) const {
  if (is_all_kept()) return stages({});
  Sampling at = at_;
  while (at.size().area() > most_pixels) at.reduction *= 2;
  return stages(point_samples(needed(), b_, at, what()));
}

std::optional<SampledStages> StageSampler::means(const Watch& watch) const {
  if (is_all_kept()) return stages({});
  auto seen = mean_samples(needed(), b_, at_, watch, what());
  if (!seen) return std::nullopt;
  return stages(*seen);
}

/// All stages, of what is handed on and of new samples.
SampledStages StageSampler::stages(const StageSamples& seen) const {
  StageSamples probe;
  if (!is_all_kept()) {
    const Sampling everywhere =
        probe_sampling(core::output_shape(source_->layer, source_->x->shape));
    probe = point_samples(needed(), b_, everywhere, what());
  }
  SampledStages result;
  const bool is_same_z =
      earlier_.z && is_identity(z_from_) && earlier_.z->shape.channels == std::ssize(z_from_);
  result.z =
      is_same_z ? earlier_.z : stage(StageResult::depthwise, z_from_, earlier_.z, seen.z, probe.z);
  const auto output = [&](StageResult kind, const SharedTensor& earlier, const Samples& of_seen,
                          const Samples& of_probe) {
    const int all = source_->layer.out_channels;
    return stage(kind, y_from_, earlier, at_places(of_seen, new_outputs_, all),
                 at_places(of_probe, new_outputs_, all));
  };
  result.y = output(StageResult::output, earlier_.y, seen.y, probe.y);
  if (!source_->has_standard()) return result;
  result.standard = output(StageResult::standard, earlier_.standard, seen.standard, probe.standard);
  result.difference =
      output(StageResult::difference, earlier_.difference, difference(seen.y, seen.standard),
             difference(probe.y, probe.standard));
  return result;
}

/// One stage: channels with an earlier one from there, the others from new samples.
SharedTensor StageSampler::stage(StageResult result, const From& from, const SharedTensor& earlier,
                                 const Samples& seen, const Samples& probe) const {
  const core::Shape shape = core::output_shape(source_->layer, source_->x->shape);
  Samples all{shape, b_, seen.planes};
  all.shape.channels = static_cast<int>(from.size());
  all.planes.resize(from.size());
  auto all_probe = std::make_shared<Samples>(all);
  all_probe->planes = probe.planes;
  all_probe->planes.resize(from.size());
  for (std::size_t c = 0; c < from.size(); ++c) {
    if (from[c] < 0) continue;
    const auto before = static_cast<std::size_t>(from[c]);
    all.planes[c] = earlier->samples()->planes[before];
    all_probe->planes[c] = earlier->probe()->planes[before];
  }
  auto made = std::make_shared<StageTensor>(source_, result, std::move(all), std::move(all_probe));
  for (std::size_t c = 0; c < from.size(); ++c)
    if (from[c] >= 0) made->set_version(static_cast<int>(c), earlier->version(from[c]));
  return made;
}

}  // namespace twofold::model::inline numbers
