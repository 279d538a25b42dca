#include "app/model/numbers/evaluation.h"

#include <algorithm>
#include <utility>

#include "app/model/numbers/input_tensor.h"
#include "app/model/numbers/kept_channels.h"
#include "app/model/numbers/stage_sampler.h"
#include "core/chain/check.h"
#include "core/chain/stage_cost.h"
#include "core/fast/chain_plan.h"

namespace twofold::model::inline numbers {
namespace {

bool same_x(const Evaluation& a, const Evaluation& b) {
  return a.x()->shared_tensor() == b.x()->shared_tensor();
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

/// How the stages that are not held are sampled: those with the input's pixels, and the others.
struct Samplers {
  std::optional<StageSampler> before_window;
  std::optional<StageSampler> from_window;

  explicit operator bool() const { return from_window.has_value(); }
  std::int64_t work() const {
    return from_window->work() + (before_window ? before_window->work() : 0);
  }
};

/// The stages of a document that are being made.
struct Making {
  Evaluation& e;
  const Inputs& inputs;
  const Evaluation* last;

  void make_held(const core::StopFlag* stop) const;
  Samplers samplers() const;
  /// What `sampled` gives of each sampler, put together; nothing where one gives nothing.
  template <class Sampled>
  bool take(const Samplers& samplers, Sampled&& sampled) const;
  void add_versions() const;

 private:
  bool keeps(int stage) const;
  int first_new() const;
  void make_from(int first, const core::StopFlag* stop) const;
  EarlierStages earlier(int first, int end) const;
};

core::Tensor difference(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor d(a.shape);
  for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i] = a.values[i] - b.values[i];
  return d;
}

/// Whether the earlier result of a stage has the values that this one would have, if all before it
/// have theirs.
bool Making::keeps(int stage) const {
  if (stage >= last->stages.count() || !last->result(stage + 1)->is_held()) return false;
  const core::Stage& before = last->stages.stage(stage);
  const core::Stage& now = e.stages.stage(stage);
  return same_windows(before, now) && before.after == now.after && before.adds == now.adds &&
         last->stages.fold(stage) == e.stages.fold(stage);
}

/// The first stage whose result has to be made.
int Making::first_new() const {
  if (!last || last->results.size() < 2 || !same_x(*last, e)) return 0;
  int stage = 0;
  while (stage < e.stages.count() && keeps(stage)) ++stage;
  return stage;
}

/// Stages [first, ...) by the fast engine: all at once, or one after the other behind those that
/// are there.
void Making::make_from(int first, const core::StopFlag* stop) const {
  const Stages& stages = e.stages;
  if (first == 0) {
    for (core::Tensor& made : core::fast::run(stages.list, e.x()->tensor(), stages.folds, stop))
      e.results.push_back(held(std::move(made)));
    return;
  }
  for (int i = first; i < stages.count(); ++i) {
    core::Stage stage = stages.stage(i);
    const core::Tensor& read = e.result(stage.reads)->tensor();
    const std::optional<int> adds = std::exchange(stage.adds, std::nullopt);
    stage.reads = 0;
    core::Tensor made =
        std::move(core::fast::run(core::Chain{{stage}}, read, {stages.fold(i)}, stop).back());
    if (adds) core::add(made, e.result(*adds)->tensor());
    e.results.push_back(held(std::move(made)));
  }
}

void Making::make_held(const core::StopFlag* stop) const {
  const int first = first_new();
  e.results.resize(1);
  for (int i = 0; i < first; ++i) e.results.push_back(last->result(i + 1));
  make_from(first, stop);
  if (!inputs.wants_standard) return;
  const bool same_y = first == e.stages.count() && e.stages.count() == last->stages.count();
  if (same_y && last->standard && last->collapsed == e.collapsed) {
    e.standard = last->standard;
    e.difference = last->difference;
    return;
  }
  e.standard = held(std::move(
      core::fast::run(e.collapsed.list, e.x()->tensor(), e.collapsed.folds, stop).back()));
  e.difference = held(difference(e.y()->tensor(), e.standard->tensor()));
}

/// What was sampled before of stages [first, end), as a sampler of them takes it.
EarlierStages Making::earlier(int first, int end) const {
  if (!last || last->results.size() < 2 || !same_x(*last, e) ||
      !same_windows(last->stages.list, e.stages.list) || last->y()->is_held())
    return {};
  EarlierStages earlier;
  earlier.of = &last->stages;
  earlier.stages.stages.resize(static_cast<std::size_t>(end));
  for (int i = first; i < end; ++i)
    earlier.stages.stages[static_cast<std::size_t>(i)] = last->result(i + 1);
  if (end < e.stages.count()) return earlier;
  earlier.stages.standard = last->standard;
  earlier.stages.difference = last->difference;
  return earlier;
}

/// For the stages of a large picture, and for a first look at any.
Samplers Making::samplers() const {
  auto source = std::make_shared<StageSource>();
  source->x = e.x()->shared_tensor();
  source->stages = e.stages;
  if (inputs.wants_standard) source->standard = e.collapsed;
  const LookedAt at = looked_at(e.document, inputs.looked);
  const int first = source->first();
  Samplers samplers;
  if (first > 0) {
    auto before = std::make_shared<StageSource>();
    before->x = source->x;
    before->stages = {core::part_of(e.stages.list, 0, first),
                      {e.stages.folds.begin(), e.stages.folds.begin() + first}};
    samplers.before_window.emplace(std::move(before), inputs.looked.b, at.input, earlier(0, first));
  }
  samplers.from_window.emplace(std::move(source), inputs.looked.b, at.stages,
                               earlier(first, e.stages.count()));
  return samplers;
}

template <class Sampled>
bool Making::take(const Samplers& samplers, Sampled&& sampled) const {
  e.results.resize(1);
  if (samplers.before_window) {
    std::optional<SampledStages> before = sampled(*samplers.before_window);
    if (!before) return false;
    for (SharedTensor& stage : before->stages) e.results.push_back(std::move(stage));
  }
  std::optional<SampledStages> made = sampled(*samplers.from_window);
  if (!made) return false;
  const std::size_t first = e.results.size() - 1;
  for (std::size_t i = first; i < made->stages.size(); ++i)
    e.results.push_back(std::move(made->stages[i]));
  e.standard = std::move(made->standard);
  e.difference = std::move(made->difference);
  return true;
}

/// Channels of held stages whose values stayed the same keep their version, so that they are not
/// painted anew.
void Making::add_versions() const {
  if (!last || last->results.size() != e.results.size() || !same_x(*last, e)) return;
  const KeptChannels kept(&last->stages, e.stages, e.x()->shape.channels);
  for (int i = 1; i <= e.stages.count(); ++i) {
    SharedTensor& stage = e.results[static_cast<std::size_t>(i)];
    const SharedTensor& before = last->result(i);
    if (!before->is_held() || stage == before) continue;
    auto renewed = std::make_shared<StageTensor>(*stage);
    for (int c = 0; c < stage->shape.channels; ++c)
      if (const int same = kept.from(i, c); same >= 0)
        renewed->set_version(c, before->version(same));
    stage = std::move(renewed);
  }
}

/// x, with samples of its own where it is large.
SharedTensor input_stage(const Inputs& inputs, const Evaluation* last) {
  const bool same = last && same_input(last->document, inputs.document);
  const SharedTensor x =
      same ? last->x()
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

Evaluating::Evaluating(Inputs inputs, SharedEvaluation last, bool only_whole)
    : inputs_(std::move(inputs)), last_(std::move(last)), only_whole_(only_whole) {}

Evaluating::~Evaluating() = default;

SharedEvaluation Evaluating::next(const Watch& watch) {
  if (is_done_) return nullptr;
  if (!parts_) {
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
  e_->results.push_back(input_stage(inputs_, last_.get()));
  e_->stages = built_stages(document, inputs_.learned);
  e_->collapsed = collapsed_stages(document, e_->stages);
  parts_ = std::make_unique<Parts>(Parts{{*e_, inputs_, last_.get()}, false, {}});
  parts_->are_held = is_held_whole(document, inputs_.wants_standard);
  if (!parts_->are_held) parts_->samplers = parts_->making.samplers();
}

/// Null where the whole comes as quickly.
SharedEvaluation Evaluating::first_look() {
  if (only_whole_) return nullptr;
  Samplers& samplers = parts_->samplers;
  const bool is_quick =
      parts_->are_held ? !is_slow(e_->document, e_->x()->shape) : samplers.work() <= kQuickMacs;
  if (is_quick) return nullptr;
  if (!samplers) samplers = parts_->making.samplers();
  auto preview = std::make_shared<Evaluation>(*e_);
  preview->is_preview = true;
  Making{*preview, inputs_, last_.get()}.take(samplers, [](const StageSampler& sampler) {
    return std::optional(sampler.first_look(kFirstLookPixels));
  });
  return preview;
}

SharedEvaluation Evaluating::whole(const Watch& watch) {
  const Making& making = parts_->making;
  if (!parts_->are_held) {
    const bool made = making.take(
        parts_->samplers, [&](const StageSampler& sampler) { return sampler.means(watch); });
    return made ? e_ : nullptr;
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
