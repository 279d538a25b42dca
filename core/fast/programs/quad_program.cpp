#include "core/fast/programs/quad_program.h"

#include <algorithm>

namespace twofold::core::fast::inline programs {

QuadProgram::QuadProgram(const Task& task, const Kernels& kernels)
    : PlaneProgram(task, kernels), outputs_(task.full.shape.out) {}

void QuadProgram::pack_plain(const Filter& w) {
  plain_ = pack_runs(
      tap_runs(tile_.columns(), w.shape.height, in_.channels),
      [&](int tap) { return tile_.tap_offset(tap); }, {&w.values, 1}, outputs_, kernels_.lanes,
      kernels_.panel_vectors);
}

QuadOutput QuadProgram::quad_output(const LoadedTile& at, const QuadPiece& piece, float* out,
                                    const Ahead& ahead) const {
  return {out,
          static_cast<std::ptrdiff_t>(out_.width) * outputs_,
          std::min(kQuadRows, at.size.height - piece.row),
          piece.pixels,
          bias(),
          ahead,
          past_caches_};
}

void QuadProgram::multiply_plainly(const LoadedTile& at, const QuadPiece& piece, float* out) const {
  const std::span<const float*> from = at.from;
  const int end = std::min(piece.row + kQuadRows, at.size.height);
  for (int row = piece.row; row < end; ++row) {
    const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(row) * tile_.pitch() + piece.column;
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = at.planes + plain_.begins[i] + first;
    kernels_.multiply_planes(
        {from, plain_.threes, plain_.twos, 0, &plain_.matrix,
         out + static_cast<std::ptrdiff_t>(row - piece.row) * out_.width * outputs_, piece.pixels,
         bias()});
  }
}

}  // namespace twofold::core::fast::inline programs
