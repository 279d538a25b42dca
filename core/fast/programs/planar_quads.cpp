// Few channels and a large kernel: as Planar, but four output rows at a time by Winograd's minimal
// filtering F(4, 3), pixels in the lanes. Three rows of the kernel that meet neighbouring rows of a
// plane take six products for four output rows instead of twelve; rows that are left over multiply
// as they are. One channel after the other: its rows are combined, and for each of its filters
//
//     kinds 1 to 4   products of combined rows, added to the four rows at the end
//     rows 0 to 3    what rows left over come to; kinds 0 and 5 belong to rows 0 and 3 alone
//
// The intermediates of four rows are then mixed from the cache straight into the output. Where a
// channel's piece has a value that is not finite (or huge) it is filtered as the formula says.
//
// Sums are regrouped, so that what the formula makes exactly zero is so but for rounding: this is
// not for intermediates that anybody looks at.
#include <algorithm>

#include "core/fast/programs/plane_program.h"
#include "core/fast/tiles/combined_rows.h"
#include "core/fast/tiles/plane_tiles.h"
#include "core/fast/tiles/quad_filter.h"

namespace twofold::core::fast::inline programs {
namespace {

// Of combined rows, products and intermediates. They need not stay in the first-level cache: what
// a piece costs to begin with weighs more.
constexpr int kPieceFloats = 24 * 1024;
constexpr int kWidePiece = 48;  // pieces that it does not hold may be as wide as this

class PlanarQuads final : public PlaneProgram {
 public:
  PlanarQuads(const Task& task, const Kernels& kernels, const Team& team);
  std::size_t packed_bytes() const override {
    return filter_.bytes() + matrix_.bytes() + bias_bytes();
  }

 private:
  void choose_tile(int threads);
  void run_tile(const Buffers& buffers, const LoadedTile& at) const override;
  void filter(const LoadedTile& at, const QuadPiece& piece, int q, const Ahead& ahead) const;
  void filter_plainly(const LoadedTile& at, const QuadPiece& piece, int q) const;
  void mix(const LoadedTile& at, const QuadPiece& piece, float* y) const;

  // Behind the planes: the combined rows of a channel, then [kind 1 to 4][filter][pixel].
  float* products(const LoadedTile& at) const { return at.rest + combined_floats_; }
  /// The intermediates of one of the four rows, from channel t on.
  float* z_row(const LoadedTile& at, int row, int t) const {
    return products(at) + (kQuadRows * multiplier_ + row * z_channels_ + t) * step_;
  }

  int multiplier_;
  int z_channels_;
  int y_channels_;
  CombinedRows rows_;  ///< of one channel
  std::size_t combined_floats_ = 0;
  int piece_ = 0;            ///< pixels
  std::ptrdiff_t step_ = 0;  ///< floats of a row of products or intermediates
  QuadFilter filter_;
  PackedMatrix matrix_;  ///< pointwise filter, output channels in the lanes
};

PlanarQuads::PlanarQuads(const Task& task, const Kernels& kernels, const Team& team)
    : PlaneProgram(task, kernels),
      multiplier_(task.layer.channel_multiplier),
      z_channels_(intermediate_channels(task.layer, task.in)),
      y_channels_(task.pointwise.shape.out),
      rows_(full_row_runs(tile_.rows(), out_.height), tile_.columns(), 1, false) {
  choose_tile(team.threads);
  const std::ptrdiff_t rows = kQuadRows * (multiplier_ + z_channels_);
  const std::int64_t pointers = std::max<std::int64_t>(task.layer.kernel.area(), z_channels_);
  combined_floats_ = rows_.floats();
  if (!make_room(team, combined_floats_ + static_cast<std::size_t>(rows * step_),
                 static_cast<std::size_t>(pointers)))
    return;
  filter_ = QuadFilter(task.depthwise, rows_);
  matrix_ = PackedMatrix(task.pointwise.values, z_channels_, y_channels_,
                         output_lanes(kernels.lanes, y_channels_), kernels.panel_vectors);
}

void PlanarQuads::choose_tile(int threads) {
  tiles_ = choose_tiles(tile_, in_.batch, out_, threads,
                        {.row_step = kQuadRows, .extra_rows = rows_.extra_rows(tile_.rows())});
  const int rows =
      kCombinedRows * static_cast<int>(rows_.planes()) + kQuadRows * (multiplier_ + z_channels_);
  piece_ = even_part(tile_.size().width, std::max(kPieceFloats / rows, kWidePiece));
  rows_.set_pixels(piece_);
  step_ = odd_lines(piece_);
}

void PlanarQuads::run_tile(const Buffers& buffers, const LoadedTile& at) const {
  load_planes(buffers.x, at);
  for_each_piece(at.size, piece_, [&](const QuadPiece& piece) {
    const Ahead ahead =
        next_input(at, buffers.x, piece.row, piece.column, {kQuadRows, piece.pixels});
    for (int q = 0; q < in_.channels; ++q) {
      if (rows_.combine(kernels_, tile_, at.planes, piece, q, at.rest))
        filter(at, piece, q, ahead);
      else
        filter_plainly(at, piece, q);
    }
    mix(at, piece, buffers.y);
  });
}

/// Part `index` of `count` of what lies ahead, by its rows.
Ahead part(Ahead ahead, int index, int count) {
  const int first = ahead.rows * index / count;
  ahead.rows = ahead.rows * (index + 1) / count - first;
  ahead.from += first * ahead.step;
  return ahead;
}

/// Four rows of the intermediates of channel q, whose rows have been combined.
void PlanarQuads::filter(const LoadedTile& at, const QuadPiece& piece, int q,
                         const Ahead& ahead) const {
  const std::span<const float*> from = at.from;
  const std::ptrdiff_t first = piece.row * tile_.pitch() + piece.column;
  constexpr int kSums = QuadFilter::kSums;
  for (int i = 0; i < kSums; ++i) {
    const QuadSum& sum = filter_.sums()[static_cast<std::size_t>(i)];
    std::size_t count = 0;
    for (std::ptrdiff_t offset : sum.combined) from[count++] = at.rest + offset;
    for (int tap : sum.taps)
      from[count++] =
          at.planes + tile_.tap_offset(tap * in_.channels + q) + first + sum.row * tile_.pitch();
    float* to = i < kQuadRows ? products(at) + i * multiplier_ * step_
                              : z_row(at, sum.row, q * multiplier_);
    if (count == 0) {
      std::fill_n(to, multiplier_ * step_, 0.0f);
      continue;
    }
    kernels_.mix_planes({{from.data(), count},
                         sum.weights[static_cast<std::size_t>(q)].data(),
                         multiplier_,
                         {to, step_},
                         piece.pixels,
                         nullptr,
                         ahead.from ? part(ahead, q * kSums + i, in_.channels * kSums) : ahead});
  }
  kernels_.add_quads({products(at), multiplier_ * step_, z_row(at, 0, q * multiplier_),
                      z_channels_ * step_, multiplier_ * step_});
}

/// The same, tap by tap.
void PlanarQuads::filter_plainly(const LoadedTile& at, const QuadPiece& piece, int q) const {
  const std::span<const float*> from = at.from;
  const std::vector<float>& weights = filter_.plain(q);
  const std::size_t area = weights.size() / static_cast<std::size_t>(multiplier_);
  for (int row = 0; row < kQuadRows; ++row) {
    const std::ptrdiff_t first = (piece.row + row) * tile_.pitch() + piece.column;
    for (std::size_t tap = 0; tap < area; ++tap)
      from[tap] = at.planes + tile_.tap_offset(static_cast<int>(tap) * in_.channels + q) + first;
    kernels_.mix_planes({{from.data(), area},
                         weights.data(),
                         multiplier_,
                         {z_row(at, row, q * multiplier_), step_},
                         piece.pixels});
  }
}

/// The outputs of a piece from its intermediates.
void PlanarQuads::mix(const LoadedTile& at, const QuadPiece& piece, float* y) const {
  const std::span<const float*> from = at.from;
  for (int row = 0; row < std::min(kQuadRows, at.size.height - piece.row); ++row) {
    for (int t = 0; t < z_channels_; ++t) from[static_cast<std::size_t>(t)] = z_row(at, row, t);
    const std::int64_t pixel = output_pixel(at, piece.row + row, piece.column);
    kernels_.multiply_planes({{from.data(), static_cast<std::size_t>(z_channels_)},
                              0,
                              0,
                              0,
                              &matrix_,
                              y + pixel * y_channels_,
                              piece.pixels,
                              bias(),
                              past_caches_});
  }
}

}  // namespace

std::unique_ptr<Program> make_planar_quads(const Task& task, const Kernels& kernels,
                                           const Team& team) {
  auto program = std::make_unique<PlanarQuads>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
