#include "core/fast/loops/packed_matrix.h"

#include <algorithm>

namespace twofold::core::fast::inline loops {

PackedMatrix::PackedMatrix(std::span<const float> values, int rows, int columns, int lanes,
                           int panel_vectors, LastVector last)
    : rows_(rows), columns_(columns), lanes_(lanes) {
  const int vectors = (columns + lanes - 1) / lanes;
  values_.resize(static_cast<std::size_t>(rows) * vectors * lanes);
  std::size_t offset = 0;
  for (int first = 0; first < vectors;) {
    const int left = vectors - first;
    const bool joins = last == LastVector::joins && panel_vectors == 2 && left == 3;
    const int width = joins ? 3 : std::min(left, panel_vectors);
    panels_.push_back({first, width, offset});
    for (int row = 0; row < rows; ++row) {
      for (int v = first; v < first + width; ++v, offset += lanes) {
        const float* from = values.data() + static_cast<std::size_t>(row) * columns + column(v);
        std::copy_n(from, std::min(lanes, columns), values_.data() + offset);
      }
    }
    first += width;
  }
}

int PackedMatrix::widest_panel() const {
  int widest = 0;
  for (const Panel& panel : panels_) widest = std::max(widest, panel.vectors);
  return widest;
}

bool PackedMatrix::last_panels_overlap() const {
  return panels_.size() > 1 && panels_.back().vectors == 1 && columns_ % lanes_ != 0;
}

int PackedMatrix::column(int vector) const {
  return std::max(0, std::min(vector * lanes_, columns_ - lanes_));
}

}  // namespace twofold::core::fast::inline loops
