// How the stages of a document are made: held whole by the fast engine, or sampled; taken over from
// an earlier evaluation where they are as they were.
#pragma once

#include <chrono>
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
  /// Goes on with the means for about this long, or to the end of one of both; whether there is
  /// more to do.
  bool go_on(const Watch& watch, std::chrono::milliseconds longest);

 private:
  bool is_before_done_ = false;
};

/// The stages of a document that are being made.
struct Making {
  Evaluation& e;
  const Inputs& inputs;
  const Evaluation* last;

  void make_held(const core::StopFlag* stop) const;
  Samplers samplers() const;
  /// What `sampled` gives of each sampler, put together.
  template <class Sampled>
  void take(Samplers& samplers, Sampled&& sampled) const;
  void add_versions() const;

 private:
  bool keeps(int stage) const;
  int first_new() const;
  void make_from(int first, const core::StopFlag* stop) const;
  EarlierStages earlier(int first, int end) const;
};

template <class Sampled>
void Making::take(Samplers& samplers, Sampled&& sampled) const {
  e.results.resize(1);
  if (samplers.before_window)
    for (SharedTensor& stage : sampled(*samplers.before_window).stages)
      e.results.push_back(std::move(stage));
  SampledStages made = sampled(*samplers.from_window);
  const std::size_t first = e.results.size() - 1;
  for (std::size_t i = first; i < made.stages.size(); ++i)
    e.results.push_back(std::move(made.stages[i]));
  e.standard = std::move(made.standard);
  e.difference = std::move(made.difference);
}

}  // namespace twofold::model::inline numbers
