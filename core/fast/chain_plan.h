// A chain by the fast engine: a plan for each stage, made once, run many times.
//
//     ChainPlan p = fast::plan_chain(chain, x.shape, folds);
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

  /// All results but the input. One run at a time; if `stop` was raised, they are not to be used.
  std::vector<Tensor> run(const Tensor& x, const StopFlag* stop = nullptr);

  /// The last result alone: a depthwise stage with nothing behind it and the pointwise stage that
  /// reads it go through the cache together.
  Tensor run_last(const Tensor& x, const StopFlag* stop = nullptr);

 private:
  class Step;

  Chain list_;
  Folds folds_;
  std::vector<std::unique_ptr<Step>> steps_;
  std::vector<std::unique_ptr<Step>> joined_;  ///< of stage i with i + 1; null where they are apart
};

ChainPlan plan_chain(const Chain& list, const Shape& in, const Folds& folds,
                     const Options& options = {});

/// As core::run of a chain.
std::vector<Tensor> run(const Chain& list, const Tensor& x, const Folds& folds,
                        const StopFlag* stop = nullptr);

}  // namespace twofold::core::fast
