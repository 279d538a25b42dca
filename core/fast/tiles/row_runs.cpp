#include "core/fast/tiles/row_runs.h"

#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/tiles/tile_grid.h"

namespace twofold::core::fast::inline tiles {
namespace {

// Of the multiply-adds that plain loops take; what is saved must pay for combining rows.
constexpr double kLargestShare = 0.7;

}  // namespace

std::vector<RowRun> row_runs(const PhaseAxis& rows, int outputs) {
  std::vector<RowRun> runs;
  for (int slot = 0; slot < static_cast<int>(rows.phases.size()); ++slot) {
    std::size_t length = 0;  // of the run being filled
    int next = -1;           // the offset that would go on with it
    for (std::size_t k = 0; k < rows.slot.size(); ++k) {
      if (rows.slot[k] != slot) continue;
      if (length == 0 || length == 3 || rows.offset[k] != next) {
        runs.push_back({slot, rows.offset[k], {-1, -1, -1}});
        length = 0;
      }
      runs.back().rows[length++] = static_cast<int>(k);
      next = rows.offset[k] + 1;
    }
  }
  const double share = static_cast<double>(kCombinedRows) * static_cast<double>(runs.size()) /
                       (kQuadRows * static_cast<double>(rows.slot.size())) * rows_computed(outputs);
  return share <= kLargestShare ? runs : std::vector<RowRun>{};
}

std::vector<RowRun> full_row_runs(const PhaseAxis& rows, int outputs) {
  std::vector<RowRun> runs = row_runs(rows, outputs);
  std::erase_if(runs, [](const RowRun& run) { return run.rows.back() < 0; });
  return runs;
}

double rows_computed(int outputs) {
  return static_cast<double>(ceil_div(outputs, kQuadRows) * kQuadRows) / std::max(outputs, 1);
}

}  // namespace twofold::core::fast::inline tiles
