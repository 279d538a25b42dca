#include "app/model/numbers/evaluation.h"

#include <algorithm>

#include "app/model/numbers/input_tensor.h"
#include "app/model/numbers/kept_channels.h"
#include "app/model/numbers/sampled_stages.h"
#include "core/equivalent.h"
#include "core/fast/separable.h"

namespace twofold::model::inline numbers {
namespace {

/// Everything in a layer that places the windows of the depthwise stage.
bool same_windows(const core::Layer& a, const core::Layer& b) {
  return a.kernel == b.kernel && a.strides == b.strides && a.dilations == b.dilations &&
         a.padding == b.padding && a.explicit_pads == b.explicit_pads;
}

bool same_x(const Evaluation& a, const Evaluation& b) {
  return a.x->shared_tensor() == b.x->shared_tensor();
}

/// Floats that the held stages may take together: 256 MiB.
constexpr std::int64_t kMostHeldFloats = std::int64_t{1} << 26;
/// Floats that x may have (2 GiB), and each filter (256 MiB).
constexpr std::int64_t kMostInputFloats = std::int64_t{1} << 29;
constexpr std::int64_t kMostFilterFloats = std::int64_t{1} << 26;
/// Floats that the samples of a stage may take.
constexpr std::int64_t kMostSampleFloats = std::int64_t{1} << 24;
/// Multiply-adds and floats from which on a held evaluation gives a first look.
constexpr std::int64_t kSlowMacs = std::int64_t{1} << 28;
constexpr std::int64_t kSlowFloats = std::int64_t{1} << 23;
/// Painted pixels of a first look: fewer than are seen, so that it comes within a frame.
constexpr std::int64_t kFirstLookPixels = std::int64_t{1} << 17;
/// Multiply-adds up to which the samples of a large picture come as quickly as a first look.
constexpr std::int64_t kQuickMacs = std::int64_t{1} << 25;

Sampling affordable(Sampling at, int channels) {
  while (static_cast<std::int64_t>(at.size().area()) * channels > kMostSampleFloats &&
         at.size().area() > 1)
    at.reduction *= 2;
  return at;
}

/// The stages of a document that are being made.
struct Making {
  Evaluation& e;
  const Inputs& inputs;
  const Evaluation* last;

  void make_held(const core::StopFlag* stop) const;
  StageSampler sampler() const;
  void take(SampledStages stages) const;
  void add_versions() const;

 private:
  /// Whether the earlier z has the values that this one would have.
  bool has_same_z() const;
};

bool same_finish(const core::Filters& a, const core::Filters& b) {
  return a.pointwise == b.pointwise && a.bias == b.bias && a.activation == b.activation;
}

core::Tensor finished(core::Tensor y, const core::Filters& filters) {
  core::finish(y, filters.bias, filters.activation);
  return y;
}

core::Tensor difference(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor d(a.shape);
  for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i] = a.values[i] - b.values[i];
  return d;
}

bool Making::has_same_z() const {
  return last && last->z && same_x(*last, e) && last->filters.depthwise == e.filters.depthwise &&
         same_windows(last->document.layer, e.document.layer);
}

void Making::make_held(const core::StopFlag* stop) const {
  const bool keeps_z = has_same_z() && last->z->is_held();
  const bool same_y = keeps_z && same_finish(last->filters, e.filters);
  if (same_y) {
    e.z = last->z;
    e.y = last->y;
  } else if (keeps_z) {
    e.z = last->z;
    e.y =
        held(finished(core::fast::pointwise(e.z->tensor(), e.filters.pointwise, stop), e.filters));
  } else {
    core::Separable both =
        core::fast::separable_conv2d(e.x->tensor(), e.filters, e.document.layer, stop);
    e.z = held(std::move(both.z));
    e.y = held(std::move(both.y));
  }
  if (!inputs.wants_standard) return;
  if (same_y && last->standard) {
    e.standard = last->standard;
    e.difference = last->difference;
    return;
  }
  e.standard = held(
      finished(core::fast::conv2d(e.x->tensor(), e.collapsed, e.document.layer, stop), e.filters));
  e.difference = held(difference(e.y->tensor(), e.standard->tensor()));
}

/// For the stages of a large picture, and for a first look at any.
StageSampler Making::sampler() const {
  auto source = std::make_shared<StageSource>();
  source->x = e.x->shared_tensor();
  source->layer = e.document.layer;
  source->filters = e.filters;
  if (inputs.wants_standard) source->collapsed = e.collapsed;
  EarlierStages earlier;
  if (last && last->z && !last->z->is_held() && same_x(*last, e) &&
      same_windows(last->document.layer, e.document.layer))
    earlier = {&last->filters, {last->z, last->y, last->standard, last->difference}};
  return {std::move(source), inputs.looked.b, looked_at(e.document, inputs.looked).stages, earlier};
}

void Making::take(SampledStages stages) const {
  e.z = std::move(stages.z);
  e.y = std::move(stages.y);
  e.standard = std::move(stages.standard);
  e.difference = std::move(stages.difference);
}

/// Channels of held stages whose values stayed the same keep their version, so that they are not
/// painted anew.
void Making::add_versions() const {
  const bool comparable =
      last && last->z && same_x(*last, e) && same_windows(last->document.layer, e.document.layer);
  const KeptChannels kept(comparable ? &last->filters : nullptr, e.filters);
  const auto renewed = [](const SharedTensor& stage, const SharedTensor& before, auto&& from) {
    if (!before->is_held() || stage == before) return stage;
    auto result = std::make_shared<StageTensor>(*stage);
    for (int c = 0; c < stage->shape.channels; ++c)
      if (const int same = from(c); same >= 0) result->set_version(c, before->version(same));
    return SharedTensor(std::move(result));
  };
  if (!last || !last->z) return;
  e.z = renewed(e.z, last->z, [&](int t) { return kept.z(t); });
  e.y = renewed(e.y, last->y, [&](int k) { return kept.y(k); });
}

/// x, with samples of its own where it is large.
SharedTensor input_stage(const Inputs& inputs, const Evaluation* last) {
  const bool same = last && same_input(last->document, inputs.document);
  const SharedTensor x =
      same ? last->x
           : std::make_shared<const StageTensor>(input_tensor(inputs.document, inputs.pictures));
  if (static_cast<std::int64_t>(x->shape.height) * x->shape.width <= kPaintedWhole) return x;
  const Sampling at =
      affordable(looked_at(inputs.document, inputs.looked).input, x->shape.channels);
  if (x->samples() && x->samples()->plane(0).at == at && x->samples()->b == inputs.looked.b)
    return x;
  auto seen = std::make_shared<StageTensor>(x->shared_tensor());
  for (int c = 0; c < x->shape.channels; ++c) seen->set_version(c, x->version(c));
  seen->set_samples(
      std::make_shared<const Samples>(mean_samples(x->tensor(), inputs.looked.b, at)));
  return seen;
}

bool is_slow(const Document& document, const core::Shape& in) {
  const core::Layer& layer = document.layer;
  const core::Shape z = core::depthwise_output_shape(layer, in);
  const core::Shape y = core::output_shape(layer, in);
  const std::int64_t macs = z.count() * (layer.kernel.area() + layer.out_channels);
  return macs > kSlowMacs || z.count() + y.count() > kSlowFloats;
}

}  // namespace

std::vector<core::Problem> problems_of(const Document& document) {
  const core::Shape in = input_shape(document);
  std::vector<core::Problem> problems = core::check(document.layer, in);
  if (!problems.empty()) return problems;
  const auto refuse_above = [&](core::Field field, std::int64_t count, std::int64_t most,
                                const char* sentence) {
    if (count > most) problems.push_back({field, sentence});
  };
  refuse_above(
      core::Field::input, in.count(), kMostInputFloats,
      "this input has more than 2^29 values, more than the program holds; choose a smaller "
      "size or a smaller batch");
  refuse_above(
      core::Field::kernel, core::depthwise_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the depthwise filter has more than 2^26 weights, more than the program holds; choose "
      "a smaller kernel or multiplier");
  refuse_above(
      core::Field::out_channels, core::pointwise_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the pointwise filter has more than 2^26 weights, more than the program holds; choose "
      "fewer outputs or a smaller multiplier");
  refuse_above(
      core::Field::out_channels, core::standard_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the standard filter has more than 2^26 weights, more than the program holds; choose "
      "fewer outputs or a smaller kernel");
  return problems;
}

bool is_held_whole(const Document& document, bool wants_standard) {
  const core::Shape in = input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const core::Shape y = core::output_shape(document.layer, in);
  return static_cast<std::int64_t>(in.height) * in.width <= kPaintedWhole &&
         z.count() + (wants_standard ? 3 : 1) * y.count() <= kMostHeldFloats;
}

LookedAt looked_at(const Document& document, const Looked& looked) {
  const core::Shape in = input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const int channels = std::max(z.channels, document.layer.out_channels);
  return {sampling(in, looked.viewport, looked.width, looked.height),
          affordable(sampling(z, looked.viewport, looked.width, looked.height), channels)};
}

/// How the stages are made, once x and the filters are there.
struct Evaluating::Stages {
  Making making;
  bool are_held = false;
  std::optional<StageSampler> sampler;  ///< of stages that are not held, and of a first look
};

Evaluating::Evaluating(Inputs inputs, SharedEvaluation last, bool only_whole)
    : inputs_(std::move(inputs)), last_(std::move(last)), only_whole_(only_whole) {}

Evaluating::~Evaluating() = default;

SharedEvaluation Evaluating::next(const Watch& watch) {
  if (is_done_) return nullptr;
  if (!stages_) {
    begin();
    if (!watch.stopped())
      if (SharedEvaluation look = first_look()) return look;
  }
  is_done_ = true;
  return watch.stopped() ? nullptr : whole(watch);
}

void Evaluating::begin() {
  e_ = std::make_shared<Evaluation>();
  e_->document = inputs_.document;
  const Document& document = e_->document;
  e_->x = input_stage(inputs_, last_.get());
  e_->filters = build_filters(document.bank, inputs_.learned, document.layer, e_->x->shape.channels,
                              document.bypass);
  e_->collapsed = core::collapse(e_->filters.depthwise, e_->filters.pointwise);
  stages_ = std::make_unique<Stages>(Stages{{*e_, inputs_, last_.get()}, false, std::nullopt});
  stages_->are_held = is_held_whole(document, inputs_.wants_standard);
  if (!stages_->are_held) stages_->sampler.emplace(stages_->making.sampler());
}

/// Null where the whole comes as quickly.
SharedEvaluation Evaluating::first_look() {
  if (only_whole_) return nullptr;
  std::optional<StageSampler>& sampler = stages_->sampler;
  const bool is_quick =
      stages_->are_held ? !is_slow(e_->document, e_->x->shape) : sampler->work() <= kQuickMacs;
  if (is_quick) return nullptr;
  if (!sampler) sampler.emplace(stages_->making.sampler());
  auto preview = std::make_shared<Evaluation>(*e_);
  preview->is_preview = true;
  Making{*preview, inputs_, last_.get()}.take(sampler->first_look(kFirstLookPixels));
  return preview;
}

SharedEvaluation Evaluating::whole(const Watch& watch) {
  const Making& making = stages_->making;
  if (!stages_->are_held) {
    std::optional<SampledStages> stages = stages_->sampler->means(watch);
    if (!stages) return nullptr;
    making.take(std::move(*stages));
    return e_;
  }
  making.make_held(watch.stop);
  if (watch.stopped()) return nullptr;
  making.add_versions();
  return e_;
}

SharedEvaluation evaluate(const Inputs& inputs, const Evaluation* last, const Watch& watch,
                          const std::function<void(SharedEvaluation)>& publish) {
  // Not owned: it outlives this call.
  Evaluating evaluating(inputs, {SharedEvaluation(), last}, !publish);
  SharedEvaluation result = evaluating.next(watch);
  if (evaluating.is_done()) return result;
  if (result) publish(std::move(result));
  return evaluating.next(watch);
}

}  // namespace twofold::model::inline numbers
