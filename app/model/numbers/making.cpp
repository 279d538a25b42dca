#include "app/model/numbers/making.h"

#include "app/model/numbers/kept_channels.h"
#include "core/fast/chain_plan.h"

namespace twofold::model::inline numbers {
namespace {

bool same_x(const Evaluation& a, const Evaluation& b) {
  return a.x()->shared_tensor() == b.x()->shared_tensor();
}

core::Tensor difference(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor d(a.shape);
  for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i] = a.values[i] - b.values[i];
  return d;
}

}  // namespace

bool Samplers::go_on(const Watch& watch, std::chrono::milliseconds longest) {
  if (before_window && !is_before_done_) {
    is_before_done_ = !before_window->go_on(watch, longest);
    return !watch.stopped();
  }
  return from_window->go_on(watch, longest);
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
  if (same_y && last->standard && last->compared() == e.compared()) {
    e.standard = last->standard;
    e.difference = last->difference;
    return;
  }
  e.standard = held(std::move(
      core::fast::run(e.compared().list, e.x()->tensor(), e.compared().folds, stop).back()));
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
  if (inputs.wants_standard && !e.compares_floats()) source->standard = e.collapsed;
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

}  // namespace twofold::model::inline numbers
