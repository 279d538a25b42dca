#include "app/model/numbers/evaluation.h"

#include <algorithm>
#include <utility>

#include "app/model/numbers/input_tensor.h"
#include "app/model/numbers/making.h"
#include "core/chain/check.h"
#include "core/chain/stage_cost.h"

namespace twofold::model::inline numbers {
namespace {

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

/// x, with samples of its own where it is large.
SharedTensor input_stage(const Inputs& inputs, const Evaluation* last) {
  const bool same = last && same_input(last->document, inputs.document);
  const SharedTensor x = same ? last->x()
                              : std::make_shared<const StageTensor>(input_tensor(
                                    inputs.document, inputs.pictures, inputs.network_reads));
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

/// Values that all results but the input have.
std::int64_t result_values(const std::vector<core::Shape>& shapes) {
  std::int64_t values = 0;
  for (std::size_t i = 1; i < shapes.size(); ++i) values += shapes[i].count();
  return values;
}

bool is_slow(const Document& document, const core::Shape& in) {
  const core::Chain list = stages_of(document);
  std::int64_t macs = 0;
  for (const core::StageCost& cost : core::stage_costs(list, in)) macs += cost.macs;
  return macs > kSlowMacs || result_values(core::result_shapes(list, in)) > kSlowFloats;
}

}  // namespace

std::vector<core::Problem> problems_of(const Document& document) {
  const core::Shape in = input_shape(document);
  std::vector<core::Problem> problems = core::check(document.layer, in);
  if (problems.empty() && !is_separable(document)) problems = core::check(stages_of(document), in);
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
  if (is_separable(document)) return problems;
  const core::Chain list = stages_of(document);
  const std::vector<core::Shape> shapes = core::result_shapes(list, in);
  for (const core::Stage& stage : list.stages) {
    const int read = shapes[static_cast<std::size_t>(stage.reads)].channels;
    // What the stages so far come to as one filter is as wide as what they make.
    const std::int64_t collapsed = std::int64_t{in.channels} * document.layer.kernel.area() * read;
    refuse_above(core::Field::expansion,
                 std::max(core::filter_shape(stage, read).count(), collapsed), kMostFilterFloats,
                 "this block's filters have more than 2^26 weights, more than the program holds; "
                 "choose a smaller expansion, kernel or number of channels");
  }
  return problems;
}

bool is_held_whole(const Document& document, bool wants_standard) {
  const core::Shape in = input_shape(document);
  const std::vector<core::Shape> shapes = core::result_shapes(stages_of(document), in);
  const std::int64_t compared = wants_standard ? 2 * shapes.back().count() : 0;
  return static_cast<std::int64_t>(in.height) * in.width <= kPaintedWhole &&
         result_values(shapes) + compared <= kMostHeldFloats;
}

LookedAt looked_at(const Document& document, const Looked& looked) {
  const core::Shape in = input_shape(document);
  const core::Chain list = stages_of(document);
  const std::vector<core::Shape> shapes = core::result_shapes(list, in);
  int before = 0;
  int behind = 0;
  for (int i = 1; i <= static_cast<int>(list.stages.size()); ++i) {
    int& channels = i <= core::window_stage(list) ? before : behind;
    channels = std::max(channels, shapes[static_cast<std::size_t>(i)].channels);
  }
  const auto seen = [&](const core::Shape& shape) {
    return sampling(shape, looked.viewport, looked.width, looked.height);
  };
  return {before > 0 ? affordable(seen(in), before) : seen(in),
          affordable(seen(shapes.back()), behind)};
}

/// How the stages are made, once x and the filters are there.
struct Evaluating::Parts {
  Making making;
  bool are_held = false;
  Samplers samplers;  ///< of stages that are not held, and of a first look
};

Evaluating::Evaluating(Inputs inputs, SharedEvaluation last, const Pace& pace)
    : inputs_(std::move(inputs)), last_(std::move(last)), pace_(pace) {}

Evaluating::~Evaluating() = default;

SharedEvaluation Evaluating::next(const Watch& watch) {
  if (is_done_) return nullptr;
  if (!parts_) {
    begin();
    if (!watch.stopped())
      if (SharedEvaluation look = first_look()) return look;
  }
  SharedEvaluation result = watch.stopped() ? nullptr : whole(watch);
  is_done_ = result || watch.stopped();
  return result;
}

void Evaluating::begin() {
  e_ = std::make_shared<Evaluation>();
  e_->document = inputs_.document;
  const Document& document = e_->document;
  e_->results.push_back(input_stage(inputs_, last_.get()));
  e_->stages = built_stages(document, inputs_.learned);
  e_->collapsed = collapsed_stages(document, e_->stages);
  const bool is_held = is_held_whole(document, inputs_.wants_standard);
  if (inputs_.wants_floats && is_held && is_quantised(document))
    e_->floats = float_stages(document, inputs_.learned);
  parts_ = std::make_unique<Parts>(Parts{{*e_, inputs_, last_.get()}, false, {}});
  parts_->are_held = is_held;
  if (!parts_->are_held) parts_->samplers = parts_->making.samplers();
}

/// Null where the whole comes as quickly.
SharedEvaluation Evaluating::first_look() {
  if (pace_.only_whole) return nullptr;
  Samplers& samplers = parts_->samplers;
  const bool is_quick =
      parts_->are_held ? !is_slow(e_->document, e_->x()->shape) : samplers.work() <= kQuickMacs;
  if (is_quick) return nullptr;
  if (!samplers) samplers = parts_->making.samplers();
  auto preview = std::make_shared<Evaluation>(*e_);
  preview->is_preview = true;
  Making{*preview, inputs_, last_.get()}.take(
      samplers, [](const StageSampler& sampler) { return sampler.first_look(kFirstLookPixels); });
  return preview;
}

/// Null where it was stopped, or there is more to do.
SharedEvaluation Evaluating::whole(const Watch& watch) {
  const Making& making = parts_->making;
  if (!parts_->are_held) {
    Samplers& samplers = parts_->samplers;
    if (samplers.go_on(watch, pace_.longest) || watch.stopped()) return nullptr;
    making.take(samplers, [](StageSampler& sampler) { return sampler.means(); });
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
  Evaluating evaluating(inputs, {SharedEvaluation(), last}, {.only_whole = !publish});
  for (;;) {
    SharedEvaluation result = evaluating.next(watch);
    if (evaluating.is_done()) return result;
    if (result) publish(std::move(result));
  }
}

}  // namespace twofold::model::inline numbers
