// What a plan runs: a way to compute a layer, with its weights packed. implementations.h lists
// them.
#pragma once

#include <cstdint>
#include <memory>

#include "core/fast/loops/kernels.h"
#include "core/fast/threads/workers.h"
#include "core/separable.h"

namespace twofold::core::fast::inline programs {

/// Where a run reads and writes; z or y is null where it is not wanted.
struct Buffers {
  const float* x = nullptr;
  float* z = nullptr;
  float* y = nullptr;
};

class Program {
 public:
  virtual ~Program() = default;
  virtual void run(const Buffers& buffers, const StopFlag* stop) = 0;
  /// Bytes of the packed filters and of the scratch memory.
  virtual std::size_t packed_bytes() const = 0;
  virtual std::size_t scratch_bytes() const = 0;
};

/// What to compute: a depthwise stage with or without a pointwise one, or (if `standard`) a
/// standard convolution. Filters that do not take part are empty.
struct Task {
  Layer layer;
  Shape in;
  bool standard = false;
  bool regroup = false;  ///< sums may be made with fewer products
  Filter depthwise{};
  Filter pointwise{};
  Filter full{};  ///< the standard filter
  std::vector<float> bias{};
};

/// The programs, each for what its row in implementations.h says that it can; null where the
/// scratch memory would not do.
std::unique_ptr<Program> make_woven(const Task& task, const Kernels& kernels, const Team& team);
std::unique_ptr<Program> make_winograd(const Task& task, const Kernels& kernels, const Team& team);
std::unique_ptr<Program> make_nested(const Task& task, const Kernels& kernels, const Team& team);
std::unique_ptr<Program> make_planar(const Task& task, const Kernels& kernels, const Team& team);
std::unique_ptr<Program> make_planar_quads(const Task& task, const Kernels& kernels,
                                           const Team& team);
std::unique_ptr<Program> make_channelwise(const Task& task, const Kernels& kernels,
                                          const Team& team);
std::unique_ptr<Program> make_standard(const Task& task, const Kernels& kernels, const Team& team);

/// The reference: always possible, not bound by kScratchBytes.
std::unique_ptr<Program> make_plain(const Task& task);

}  // namespace twofold::core::fast::inline programs
