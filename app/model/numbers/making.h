// How the stages of a document are made: held whole by the fast engine, or sampled; taken over from
// an earlier evaluation where they are as they were.
#pragma once

#include <optional>
#include <utility>

#include "app/model/numbers/evaluation.h"
#include "app/model/numbers/stage_sampler.h"

namespace twofold::model::inline numbers {

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

}  // namespace twofold::model::inline numbers
