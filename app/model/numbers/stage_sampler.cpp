#include "app/model/numbers/stage_sampler.h"

#include <algorithm>

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
    : source_(std::move(source)),
      b_(b),
      at_(at),
      earlier_(earlier.stages),
      shapes_(core::result_shapes(source_->stages.list, source_->x->shape)) {
  const StageSource& s = *source_;
  const KeptChannels kept(earlier.of, s.stages, s.x->shape.channels);
  const auto good = [&](int from, const std::vector<SharedTensor>& stages) {
    const auto has = [&](const SharedTensor& stage) { return is_earlier_good(stage, from); };
    return from >= 0 && std::all_of(stages.begin(), stages.end(), has) ? from : -1;
  };
  from_.resize(static_cast<std::size_t>(s.stages.count()));
  for (int i = s.first(); i <= last(); ++i) {
    std::vector<SharedTensor> needed{earlier_of(i)};
    if (i == last() && s.has_standard())
      needed.insert(needed.end(), {earlier_.standard, earlier_.difference});
    From& from = from_[static_cast<std::size_t>(i)];
    for (int c = 0; c < shapes_[static_cast<std::size_t>(i) + 1].channels; ++c)
      from.push_back(good(kept.from(i + 1, c), needed));
    if (i < last()) has_new_before_ |= std::count(from.begin(), from.end(), -1) > 0;
  }
  parts_outputs_ = can_part_outputs(s.stages) && s.stages.count() > 1;
  From& outputs = from_.back();
  const bool has_new = std::count(outputs.begin(), outputs.end(), -1) > 0;
  for (int k = 0; k < static_cast<int>(outputs.size()); ++k) {
    int& from = outputs[static_cast<std::size_t>(k)];
    if (has_new && !parts_outputs_) from = -1;
    if (from < 0) new_outputs_.push_back(k);
  }
}

SharedTensor StageSampler::earlier_of(int stage) const {
  const auto i = static_cast<std::size_t>(stage);
  return i < earlier_.stages.size() ? earlier_.stages[i] : nullptr;
}

/// Whether what an earlier stage has of a channel would come out of means() again.
bool StageSampler::is_earlier_good(const SharedTensor& stage, int channel) const {
  if (!stage || !stage->samples() || stage->samples()->b != b_) return false;
  const SampledPlane& plane = stage->samples()->plane(channel);
  return plane.is_mean && plane.at == at_;
}

std::int64_t StageSampler::work() const {
  const auto outputs = std::ssize(new_outputs_);
  const auto& region = at_.region;
  const std::int64_t pixels = static_cast<std::int64_t>(region.width) * region.height;
  const Stages& all = source_->stages;
  const std::int64_t taps = all.stage(source_->first()).layer.kernel.area();
  const std::int64_t standard = taps * source_->x->shape.channels * outputs;
  // Without anything new before the last stage its plan may go another way.
  std::int64_t macs = standard;
  if (has_new_before_) {
    macs = 0;
    for (int i = 0; i < last(); ++i) {
      const core::FilterShape& f = all.fold(i).filter.shape;
      macs += f.count();
    }
    macs += shapes_[shapes_.size() - 2].channels * outputs;
  }
  return (macs + (source_->has_standard() ? standard : 0)) * pixels;
}

/// The source with those outputs only that are to be sampled. Where there are none the first is
/// sampled again with the intermediates, which is the little that a plan of its own would save.
StageSource StageSampler::needed() const {
  if (!parts_outputs_) return *source_;
  const std::vector<int> first{0};
  return only_outputs(*source_, new_outputs_.empty() ? first : new_outputs_);
}

SampledStages StageSampler::first_look(std::int64_t most_pixels) const {
  if (is_all_kept()) return stages({});
  Sampling at = at_;
  while (at.size().area() > most_pixels) at.reduction *= 2;
  return stages(point_samples(needed(), b_, at, asked()));
}

bool StageSampler::go_on(const Watch& watch, std::chrono::milliseconds longest) {
  if (is_all_kept()) return false;
  if (!sampling_) sampling_ = std::make_unique<MeanSampling>(needed(), b_, at_, asked());
  return sampling_->go_on(watch, longest);
}

SampledStages StageSampler::means() {
  return sampling_ ? stages(std::move(*sampling_).finished()) : stages({});
}

/// All stages, of what is handed on and of new samples.
SampledStages StageSampler::stages(const RegionSamples& seen) const {
  const auto count = static_cast<std::size_t>(last()) + 1;
  RegionSamples probe;
  if (!is_all_kept()) probe = point_samples(needed(), b_, probe_sampling(shapes_.back()), asked());
  SampledStages result;
  result.stages.resize(count);
  const auto samples_of = [](const RegionSamples& of, std::size_t i) {
    return i < of.stages.size() ? of.stages[i] : Samples{};
  };
  for (int i = source_->first(); i < last(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    const From& from = from_[index];
    const SharedTensor earlier = earlier_of(i);
    const bool is_same =
        earlier && is_identity(from) && earlier->shape.channels == std::ssize(from);
    result.stages[index] = is_same ? earlier
                                   : stage({source_, i + 1, nullptr}, from, earlier,
                                           samples_of(seen, index), samples_of(probe, index));
  }
  const auto output = [&](const StageOf& of, const SharedTensor& earlier, const Samples& of_seen,
                          const Samples& of_probe) {
    const auto placed = [&](const Samples& some) {
      return parts_outputs_ || some.planes.empty()
                 ? at_places(some, new_outputs_, shapes_.back().channels)
                 : some;
    };
    return stage(of, from_.back(), earlier, placed(of_seen), placed(of_probe));
  };
  const Samples y_seen = samples_of(seen, count - 1);
  const Samples y_probe = samples_of(probe, count - 1);
  result.stages.back() =
      output({source_, last() + 1, nullptr}, earlier_of(last()), y_seen, y_probe);
  if (!source_->has_standard()) return result;
  const auto standard =
      std::make_shared<const StageSource>(StageSource{source_->x, source_->standard, Stages{}});
  result.standard =
      output({standard, 1, nullptr}, earlier_.standard, seen.standard, probe.standard);
  result.difference =
      output({source_, last() + 1, standard}, earlier_.difference,
             difference(y_seen, seen.standard), difference(y_probe, probe.standard));
  return result;
}

/// One stage: channels with an earlier one from there, the others from new samples.
SharedTensor StageSampler::stage(const StageOf& of, const From& from, const SharedTensor& earlier,
                                 const Samples& seen, const Samples& probe) const {
  const core::Shape shape = shapes_[static_cast<std::size_t>(of.result)];
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
  auto made = std::make_shared<StageTensor>(of, std::move(all), std::move(all_probe));
  for (std::size_t c = 0; c < from.size(); ++c)
    if (from[c] >= 0) made->set_version(static_cast<int>(c), earlier->version(from[c]));
  return made;
}

}  // namespace twofold::model::inline numbers
