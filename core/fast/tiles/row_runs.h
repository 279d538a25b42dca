// Which rows of a kernel Winograd's minimal filtering F(4, 3) takes together.
#pragma once

#include <array>
#include <vector>

#include "core/fast/tiles/planes.h"

namespace twofold::core::fast::inline tiles {

/// Three rows of the kernel that meet neighbouring rows of one plane.
struct RowRun {
  int slot = 0;               ///< of the plane's remainder, see PhaseAxis
  int offset = 0;             ///< of the first row
  std::array<int, 3> rows{};  ///< of the kernel; -1: none, its weights count as 0
};

/// All rows of the kernel in runs; none where six products for every twelve would not pay, for
/// `outputs` output rows.
std::vector<RowRun> row_runs(const PhaseAxis& rows, int outputs);
/// Those of them that are three rows.
std::vector<RowRun> full_row_runs(const PhaseAxis& rows, int outputs);

/// The output rows that are computed, four at a time, for each one that is wanted.
double rows_computed(int outputs);

}  // namespace twofold::core::fast::inline tiles
