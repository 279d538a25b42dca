// What the programs share that make a standard convolution four output rows at a time, by
// Winograd's minimal filtering. Sums and differences of an infinite value would show in rows that
// do not touch it, and in the wrong way: where the input is not finite a piece goes through the
// plain loops.
#pragma once

#include "core/fast/programs/plane_program.h"
#include "core/fast/tiles/combined_rows.h"
#include "core/fast/tiles/run_filter.h"

namespace twofold::core::fast::inline programs {

class QuadProgram : public PlaneProgram {
 protected:
  QuadProgram(const Task& task, const Kernels& kernels);

  /// Packs the filter for the plain loops; the tile's size must stand.
  void pack_plain(const Filter& w);
  std::size_t plain_bytes() const { return plain_.bytes() + bias_bytes(); }
  /// Pointers that the plain loops need room for.
  std::size_t plain_runs() const { return plain_.begins.size(); }
  /// A piece of a tile whose planes are loaded, tap by tap; `out` is its first output.
  void multiply_plainly(const LoadedTile& at, const QuadPiece& piece, float* out) const;

  /// A piece of a tile, whose first output is `out`, for the loops that make four rows at once.
  QuadOutput quad_output(const LoadedTile& at, const QuadPiece& piece, float* out,
                         const Ahead& ahead) const;

  int outputs_;

 private:
  RunFilter plain_;
};

}  // namespace twofold::core::fast::inline programs
