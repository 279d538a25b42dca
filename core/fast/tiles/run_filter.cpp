#include "core/fast/tiles/run_filter.h"

namespace twofold::core::fast::inline tiles {

RunFilter pack_runs(std::span<const TapRun> runs, const std::function<std::ptrdiff_t(int)>& offset,
                    std::span<const std::vector<float>> weights, int outputs, int lanes,
                    int panel_vectors) {
  RunFilter filter;
  for (const TapRun& run : runs) {
    filter.begins.push_back(offset(run.taps[0]));
    if (run.length == 3) ++filter.threes;
    if (run.length == 2) ++filter.twos;
  }
  std::vector<float> rows;
  for (const std::vector<float>& part : weights) {
    for (const TapRun& run : runs) {
      for (int i = 0; i < run.length; ++i) {
        const auto row =
            part.begin() +
            static_cast<std::ptrdiff_t>(run.taps[static_cast<std::size_t>(i)]) * outputs;
        rows.insert(rows.end(), row, row + outputs);
      }
    }
  }
  filter.matrix = PackedMatrix(rows, static_cast<int>(std::ssize(rows) / outputs), outputs, lanes,
                               panel_vectors);
  return filter;
}

}  // namespace twofold::core::fast::inline tiles
