// A matrix [rows][columns] cut into vertical panels a few vectors wide, so that the product's inner
// loop reads it from front to back:
//
//     panel 0              panel 1            ...   each panel: [rows][vectors * lanes]
//
// The last vector of a row ends at the last column and overlaps its neighbour where the width is
// not a multiple of the vector: those columns are computed twice, alike, and nothing needs a mask.
// Only a matrix narrower than one vector is padded (with zeros).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/floats.h"

namespace twofold::core::fast::inline loops {

class PackedMatrix {
 public:
  struct Panel {
    int first_vector = 0;
    int vectors = 0;
    std::size_t offset = 0;  ///< where its values begin
  };

  PackedMatrix() = default;
  /// A last vector that no panel of `panel_vectors` has room for.
  enum class LastVector {
    joins,  ///< two before it: alone, it would run at half speed
    alone
  };
  /// Packs `values` [rows][columns] for vectors of `lanes` floats, at most `panel_vectors` side by
  /// side.
  PackedMatrix(std::span<const float> values, int rows, int columns, int lanes, int panel_vectors,
               LastVector last = LastVector::joins);

  int rows() const { return rows_; }
  int columns() const { return columns_; }
  int lanes() const { return lanes_; }
  const std::vector<Panel>& panels() const { return panels_; }
  int widest_panel() const;  ///< vectors
  const float* values(const Panel& panel) const { return values_.data() + panel.offset; }
  std::size_t bytes() const { return values_.size() * sizeof(float); }

  /// Whether the last panel is a single vector that overlaps the panel before it. Two threads must
  /// not write the same columns, be it the same values: one then computes both panels.
  bool last_panels_overlap() const;

  /// The first column that a vector holds.
  int column(int vector) const;

 private:
  int rows_ = 0;
  int columns_ = 0;
  int lanes_ = 1;
  std::vector<Panel> panels_;
  Floats values_;
};

}  // namespace twofold::core::fast::inline loops
