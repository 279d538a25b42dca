// How long a workload takes here, by the fast engine or the reference.
#pragma once

#include <string>

#include "app/io/workloads.h"
#include "core/fast/plan.h"

namespace twofold::cli {

/// What a layer is computed from.
struct RandomOperands {
  core::Tensor x;
  core::Filters filters;
  core::Filter standard;  ///< the standard filter that the others come to
};
/// Random numbers, the same every time.
RandomOperands random_operands(const core::Layer& layer, const core::Shape& in);

/// What of a workload is computed.
struct Computed {
  bool standard = false;       ///< the standard convolution, or both folds
  bool intermediates = false;  ///< z is delivered too
};

struct Measured {
  std::string name;
  double milliseconds = 0;  ///< median
  double flops = 0;         ///< of the way that was taken, padding included
  double bytes = 0;         ///< read and written at least
  std::string sentence;     ///< which way was taken, and why

  double flops_per_second() const { return flops / milliseconds * 1e3; }
  double bytes_per_second() const { return bytes / milliseconds * 1e3; }
};

/// Median of at least five runs in at least a third of a second; of one run where that takes
/// longer. Input and filters are random.
Measured measured(const io::Workload& workload, const Computed& what,
                  const core::fast::Options& options);
Measured measured_reference(const io::Workload& workload, const Computed& what);

}  // namespace twofold::cli
