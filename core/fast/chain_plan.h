// A chain by the fast engine: a plan for each stage, made once, run many times.
//
//     ChainPlan p = fast::plan_chain(chain, x.shape, folds, {.intermediates = true});
//     std::vector<Tensor> results = p.run(x);
//
// Each stage agrees with the reference (core/chain/run.h) to 1e-5 of the largest magnitude of what
// it makes of its own input. Normalisations over pixels divide by what is there and may magnify
// differences. The chain must have passed core/chain/check.h.
#pragma once

#include <memory>
#include <vector>

#include "core/chain/run.h"
#include "core/fast/plan.h"

namespace twofold::core::fast {

class ChainPlan {
 public:
  ChainPlan(const Chain& list, const Shape& in, const Folds& folds, const Options& options);
  ~ChainPlan();
  ChainPlan(ChainPlan&&) noexcept;
  ChainPlan& operator=(ChainPlan&&) noexcept;

  /// All results but the input, for plans with Options::intermediates; else those that others read,
  /// and the last: where a depthwise stage has nothing behind it, it goes through the cache
  /// together with the pointwise stage that reads it, and its result stays empty. One run at a
  /// time; if `stop` was raised, the results are not to be used.
  std::vector<Tensor> run(const Tensor& x, const StopFlag* stop = nullptr);

  /// The same into the results of an earlier run, whose memory is used again; or into none.
  void run(const Tensor& x, std::vector<Tensor>& results, const StopFlag* stop = nullptr);

 private:
  class Step;

  Chain list_;
  std::vector<std::unique_ptr<Step>> steps_;  ///< null where the next one does it too
  bool gives_intermediates_ = false;
};

ChainPlan plan_chain(const Chain& list, const Shape& in, const Folds& folds,
                     const Options& options = {});

/// As core::run of a chain.
std::vector<Tensor> run(const Chain& list, const Tensor& x, const Folds& folds,
                        const StopFlag* stop = nullptr);

}  // namespace twofold::core::fast
