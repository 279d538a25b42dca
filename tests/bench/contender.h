// Somebody who computes a workload: a plan of ours, or another library's primitives. Weights are
// packed, memory laid out and threads started before the first measurement.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/io/workloads.h"
#include "core/tensor.h"

namespace twofold::bench {

/// What every contender is given; all must compute the same function of `x`.
struct Job {
  io::Workload workload;
  core::Tensor x;
  core::Filters filters;
  core::Filter collapsed;  ///< the standard filter that comes to the same
  core::Tensor z;          ///< for backward passes, as is the next
  core::Tensor y_grad;
  int threads = 1;
};

struct Contender {
  std::string name;       ///< "oneDNN", or "fast" for ours
  bool standard = false;  ///< computes the standard convolution rather than both folds
  std::function<void()> run;
  std::function<core::Tensor()> result;  ///< the last run's output, NHWC
};

/// Ours: the best plan, both folds, both folds delivering z, the standard convolution.
std::vector<Contender> own_contenders(const std::shared_ptr<const Job>& job);
/// Ours, backward: dD, dP and dx of both folds; dW and dx of the standard convolution.
std::vector<Contender> own_backward(const std::shared_ptr<const Job>& job);

/// Each at the layout it is fastest in, data brought into it outside the measured part; empty if
/// the library was not there when this was built.
std::vector<Contender> onednn_contenders(const std::shared_ptr<const Job>& job);
std::vector<Contender> onednn_backward(const std::shared_ptr<const Job>& job);
std::vector<Contender> xnnpack_contenders(const std::shared_ptr<const Job>& job);

}  // namespace twofold::bench
