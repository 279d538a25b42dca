// Winograd's minimal filtering F(4, 3) from row to row: the sums of a tile's rows that are
// multiplied instead of the rows, where they lie, and the weights that they meet.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "core/fast/loops/kernels.h"
#include "core/fast/tiles/planes.h"
#include "core/fast/tiles/row_runs.h"

namespace twofold::core::fast::inline tiles {

/// A piece of four output rows of a tile: its first row and column there, and its width.
struct QuadPiece {
  int row = 0, column = 0, pixels = 0;
};

/// Visits a tile of `size` outputs in pieces of at most `most` pixels, four rows after the other.
template <class Visit>
void for_each_piece(Extent size, int most, Visit&& visit) {
  QuadPiece piece;
  for (; piece.row < size.height; piece.row += kQuadRows) {
    for (piece.column = 0; piece.column < size.width; piece.column += most) {
      piece.pixels = std::min(most, size.width - piece.column);
      visit(std::as_const(piece));
    }
  }
}

/// The weights of the six products that three taps below each other come to.
std::array<float, kCombinedRows> combined_weights(double above, double middle, double below);

/// Whether a layer may go by F(4, 3): its sums with moderate pixels cannot overflow where plain
/// ones do not.
bool may_combine(std::span<const float> weights);

/// The combined rows of some channels of a piece, in the order [run][column remainder][channel]:
/// six kinds of them, each of kind_step() floats, or three pairs (kCombinedPairs) twice as long.
class CombinedRows {
 public:
  CombinedRows(std::vector<RowRun> runs, const PhaseAxis& columns, int channels, bool in_pairs);

  const std::vector<RowRun>& runs() const { return runs_; }
  /// Planes of a tile that are combined.
  std::ptrdiff_t planes() const {
    return std::ssize(runs_) * static_cast<std::ptrdiff_t>(columns_.phases.size()) * channels_;
  }
  /// Output rows beyond the kernel's halo whose input is read: rows of a run that are none count.
  int extra_rows(const PhaseAxis& rows) const;

  /// Sets the width of the widest piece.
  void set_pixels(int pixels);
  std::ptrdiff_t kind_step() const { return planes() * step_; }
  std::size_t floats() const;
  /// Where the pixels begin that column kx of run `run` meets in a channel, in pixels.
  std::ptrdiff_t offset(std::size_t run, std::size_t kx, int channel) const;

  /// Combines the rows of a piece of the tile at `planes`, from channel `first` on; false if there
  /// is a value with which that does not go: one that is not finite, or huge.
  bool combine(const Kernels& kernels, const PlaneTile& tile, const float* planes,
               const QuadPiece& piece, int first, float* to) const;

 private:
  std::vector<RowRun> runs_;
  PhaseAxis columns_;
  int channels_ = 0;
  bool in_pairs_ = false;
  std::ptrdiff_t step_ = 0;  ///< floats of one combined row (or pair of them)
};

}  // namespace twofold::core::fast::inline tiles
