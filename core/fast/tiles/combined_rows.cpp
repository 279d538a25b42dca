#include "core/fast/tiles/combined_rows.h"

#include <algorithm>
#include <cmath>

#include "core/fast/tiles/scratch.h"

namespace twofold::core::fast::inline tiles {
namespace {

constexpr float kModerate = 1e4f;

}  // namespace

std::array<float, kCombinedRows> combined_weights(double above, double middle, double below) {
  const double even = above / 24 + below / 6;
  return {static_cast<float>(above / 4),
          static_cast<float>(-(above + middle + below) / 6),
          static_cast<float>(-(above - middle + below) / 6),
          static_cast<float>(even + middle / 12),
          static_cast<float>(even - middle / 12),
          static_cast<float>(below)};
}

bool may_combine(std::span<const float> weights) {
  return std::all_of(weights.begin(), weights.end(),
                     [](float weight) { return std::abs(weight) < kModerate; });
}

CombinedRows::CombinedRows(std::vector<RowRun> runs, const PhaseAxis& columns, int channels,
                           bool in_pairs)
    : runs_(std::move(runs)), columns_(columns), channels_(channels), in_pairs_(in_pairs) {}

int CombinedRows::extra_rows(const PhaseAxis& rows) const {
  int last = rows.halo();
  for (const RowRun& run : runs_) last = std::max(last, run.offset + 2);
  return last - rows.halo();
}

void CombinedRows::set_pixels(int pixels) {
  step_ = odd_lines((pixels + columns_.halo()) * (in_pairs_ ? 2 : 1));
}

std::size_t CombinedRows::floats() const {
  return static_cast<std::size_t>(kCombinedRows / (in_pairs_ ? 2 : 1) * kind_step());
}

std::ptrdiff_t CombinedRows::offset(std::size_t run, std::size_t kx, int channel) const {
  const std::ptrdiff_t columns = std::ssize(columns_.phases);
  const std::ptrdiff_t plane =
      (static_cast<std::ptrdiff_t>(run) * columns + columns_.slot[kx]) * channels_ + channel;
  return plane * step_ / (in_pairs_ ? 2 : 1) + columns_.offset[kx];
}

bool CombinedRows::combine(const Kernels& kernels, const PlaneTile& tile, const float* planes,
                           const QuadPiece& piece, int first, float* to) const {
  const std::ptrdiff_t pitch = tile.pitch();
  const int columns = static_cast<int>(columns_.phases.size());
  bool finite = true;
  for (const RowRun& run : runs_) {
    for (int slot = 0; slot < columns; ++slot) {
      for (int q = first; q < first + channels_; ++q, to += step_) {
        const float* from = planes + tile.plane(run.slot, slot, q) +
                            (piece.row + run.offset) * pitch + piece.column;
        finite &= kernels.combine_rows(
            {from, pitch, in_pairs_, {to, kind_step()}, piece.pixels + columns_.halo()});
      }
    }
  }
  return finite;
}

}  // namespace twofold::core::fast::inline tiles
