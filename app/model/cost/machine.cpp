#include "app/model/cost/machine.h"

#include <algorithm>
#include <chrono>

namespace twofold::model::inline cost {
namespace {

constexpr int kRuns = 12;

/// How much `work` (which returns how much it did) does in a second.
template <class Work>
double rate(Work&& work) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  const double done = static_cast<double>(work());
  return done / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

double Machine::least_seconds(double flops_needed, double bytes_moved) const {
  return std::max(flops_needed / flops, bytes_moved / bandwidth);
}

bool MachineProbe::next() {
  if (pieces_ == 2 * kRuns) return false;
  if (pieces_++ < kRuns)
    flops_ = std::max(flops_, rate([this] { return probe_.compute(); }));
  else
    bandwidth_ = std::max(bandwidth_, rate([this] { return probe_.copy(); }));
  return true;
}

Machine MachineProbe::best() const {
  return {probe_.threads(), probe_.instructions(), flops_, bandwidth_};
}

std::optional<Machine> measured_machine(int threads, core::fast::Target target) {
  if (!core::fast::available(target)) return std::nullopt;
  MachineProbe probe(threads, target);
  while (probe.next()) continue;
  return probe.best();
}

}  // namespace twofold::model::inline cost
