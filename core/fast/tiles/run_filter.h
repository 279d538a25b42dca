// A filter for the loops that slide along planes (MultiplyPlanes, MultiplyQuads): its taps as runs,
// its weights in the order in which the loops read them.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "core/fast/loops/packed_matrix.h"
#include "core/fast/tiles/planes.h"

namespace twofold::core::fast::inline tiles {

struct RunFilter {
  std::vector<std::ptrdiff_t> begins;  ///< of the runs: of 3 taps, of 2, of 1
  std::size_t threes = 0;
  std::size_t twos = 0;
  PackedMatrix matrix;

  std::size_t bytes() const { return matrix.bytes(); }
};

/// `runs` as tap_runs() gives them; `offset` says where a tap begins. Each of `weights` holds
/// [tap][output]; their rows follow each other in the matrix. Panels are at most `panel_vectors`
/// vectors of `lanes` floats wide.
RunFilter pack_runs(std::span<const TapRun> runs, const std::function<std::ptrdiff_t(int)>& offset,
                    std::span<const std::vector<float>> weights, int outputs, int lanes,
                    int panel_vectors);

}  // namespace twofold::core::fast::inline tiles
