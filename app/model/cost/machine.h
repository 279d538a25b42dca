// What this machine can do at best, measured: the two lines of a roofline.
#pragma once

#include <optional>
#include <string>

#include "core/fast/loops/probe.h"

namespace twofold::model::inline cost {

struct Machine {
  int threads = 1;
  std::string instructions;  ///< "AVX2"
  double flops = 0;          ///< FLOPs a second, multiply-adds in registers
  double bandwidth = 0;      ///< bytes a second, read and written, from memory

  /// Seconds that so much work takes at least: the slower of arithmetic and memory.
  double least_seconds(double flops_needed, double bytes_moved) const;
};

/// Measures a machine in pieces of some milliseconds.
class MachineProbe {
 public:
  /// `threads` as in core::fast::Options; `target` must be available.
  MachineProbe(int threads, core::fast::Target target) : probe_(threads, target) {}

  /// Does the next piece; false, and nothing done, once there is none.
  bool next();

  /// The best that was seen.
  Machine best() const;

 private:
  core::fast::Probe probe_;
  int pieces_ = 0;
  double flops_ = 0;
  double bandwidth_ = 0;
};

/// The best of several runs, in about a third of a second; nothing where the processor lacks
/// `target`. `threads` as in core::fast::Options.
std::optional<Machine> measured_machine(int threads, core::fast::Target target);

}  // namespace twofold::model::inline cost
