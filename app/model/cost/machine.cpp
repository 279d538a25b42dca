#include "app/model/cost/machine.h"

#include <algorithm>
#include <chrono>

#include "core/fast/probe.h"

namespace twofold::model::inline cost {
namespace {

constexpr int kRuns = 12;

/// The most that `work` (which returns how much it did) does in a second.
template <class Work>
double best_rate(Work&& work) {
  using Clock = std::chrono::steady_clock;
  double best = 0;
  for (int run = 0; run < kRuns; ++run) {
    const Clock::time_point begin = Clock::now();
    const double done = static_cast<double>(work());
    best = std::max(best, done / std::chrono::duration<double>(Clock::now() - begin).count());
  }
  return best;
}

}  // namespace

double Machine::least_seconds(double flops_needed, double bytes_moved) const {
  return std::max(flops_needed / flops, bytes_moved / bandwidth);
}

std::optional<Machine> measured_machine(int threads, core::fast::Target target) {
  if (!core::fast::available(target)) return std::nullopt;
  core::fast::Probe probe(threads, target);
  return Machine{probe.threads(), probe.instructions(), best_rate([&] { return probe.compute(); }),
                 best_rate([&] { return probe.copy(); })};
}

}  // namespace twofold::model::inline cost
