// The standard convolution of few channels, four output rows at a time by Winograd's minimal
// filtering F(4, 3): columns of three taps take six products instead of twelve. A tile of the
// picture is taken apart into planes (planes.h); six sums of six rows of each plane, piece by piece
// in the first-level cache, then serve every column of the kernel and every output channel.
//
// With fewer outputs than lanes, a vector holds two kinds of products (multiply_quad_pairs-inl.h).
// While a tile is multiplied, the input of the next one is on its way.
//
// Four rows always begin at a multiple of four, and pieces where they do for one thread, so that no
// bit depends on how the work is shared out.
#include <algorithm>

#include "core/fast/programs/quad_program.h"
#include "core/fast/tiles/combined_rows.h"
#include "core/fast/tiles/plane_tiles.h"
#include "core/fast/tiles/run_filter.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr std::ptrdiff_t kPieceFloats = 6 * 1024;  // of combined rows: they stay in the L1
constexpr std::ptrdiff_t kPieceStep = 24;          // whole tiles of the loops
constexpr std::ptrdiff_t kLeastPiece = 96;  // what the window reads beside it should not count
constexpr std::ptrdiff_t kMostPiece = 504;

/// Which kinds of products share a vector, in the order in which vectors are multiplied.
std::vector<std::vector<int>> kinds_of_vectors(int share) {
  if (share == 1) return {{0}, {1}, {2}, {3}, {4}, {5}};
  std::vector<std::vector<int>> pairs;
  pairs.reserve(kCombinedPairs.size());
  for (const auto& pair : kCombinedPairs) pairs.emplace_back(pair.begin(), pair.end());
  return pairs;
}

class Winograd final : public QuadProgram {
 public:
  Winograd(const Task& task, const Kernels& kernels, const Team& team);
  std::size_t packed_bytes() const override { return quads_.bytes() + plain_bytes(); }

 private:
  void choose_tile(int threads);
  void pack(const Filter& w);
  void run_tile(const Buffers& buffers, const LoadedTile& at) const override;
  void multiply(const LoadedTile& at, const QuadPiece& piece, const float* x, float* out) const;

  int share_;  ///< kinds of products that share a vector
  CombinedRows rows_;
  int piece_ = 0;  ///< pixels
  RunFilter quads_;
};

Winograd::Winograd(const Task& task, const Kernels& kernels, const Team& team)
    : QuadProgram(task, kernels),
      share_(outputs_ < kernels.lanes ? 2 : 1),
      rows_(row_runs(tile_.rows(), out_.height), tile_.columns(), in_.channels, share_ == 2) {
  if (rows_.runs().empty()) return;
  choose_tile(team.threads);
  pack(task.full);
  make_room(team, rows_.floats(), plain_runs());
}

void Winograd::choose_tile(int threads) {
  tiles_ = choose_tiles(tile_, in_.batch, out_, threads,
                        {.row_step = kQuadRows, .extra_rows = rows_.extra_rows(tile_.rows())});
  piece_ = static_cast<int>(
      std::clamp(kPieceFloats / (kCombinedRows * rows_.planes()) / kPieceStep * kPieceStep,
                 kLeastPiece, kMostPiece));
  rows_.set_pixels(piece_);
}

void Winograd::pack(const Filter& w) {
  pack_plain(w);
  const std::vector<std::vector<int>> kinds = kinds_of_vectors(share_);
  std::vector<std::vector<float>> weights(kinds.size());
  for (const RowRun& run : rows_.runs()) {
    const auto weight = [&](std::size_t row, int kx, int q, int o) {
      return run.rows[row] < 0 ? 0.0f : w.at(run.rows[row], kx, q, o);
    };
    for (int kx = 0; kx < w.shape.width; ++kx) {
      for (int q = 0; q < in_.channels; ++q) {
        for (int o = 0; o < outputs_; ++o) {
          const auto six =
              combined_weights(weight(0, kx, q, o), weight(1, kx, q, o), weight(2, kx, q, o));
          for (std::size_t i = 0; i < weights.size(); ++i)
            for (int kind : kinds[i]) weights[i].push_back(six[static_cast<std::size_t>(kind)]);
        }
      }
    }
  }
  const auto offset = [&](int tap) {
    const int column = tap / in_.channels;
    const std::size_t run = static_cast<std::size_t>(column / w.shape.width);
    return rows_.offset(run, static_cast<std::size_t>(column % w.shape.width), tap % in_.channels);
  };
  quads_ = pack_runs(tap_runs(tile_.columns(), static_cast<int>(rows_.runs().size()), in_.channels),
                     offset, weights, share_ * outputs_, kernels_.lanes, 1);
}

void Winograd::run_tile(const Buffers& buffers, const LoadedTile& at) const {
  load_planes(buffers.x, at);
  for_each_piece(at.size, piece_, [&](const QuadPiece& piece) {
    float* out = buffers.y + output_pixel(at, piece.row, piece.column) * outputs_;
    const bool finite = rows_.combine(kernels_, tile_, at.planes, piece, 0, at.rest);
    finite ? multiply(at, piece, buffers.x, out) : multiply_plainly(at, piece, out);
  });
}

void Winograd::multiply(const LoadedTile& at, const QuadPiece& piece, const float* x,
                        float* out) const {
  const Ahead ahead = next_input(at, x, piece.row, piece.column, {kQuadRows, piece.pixels});
  const auto product = share_ == 2 ? kernels_.multiply_quad_pairs : kernels_.multiply_quads;
  product({quad_output(at, piece, out, ahead), at.rest, rows_.kind_step(), quads_.begins,
           quads_.threes, quads_.twos, &quads_.matrix, outputs_});
}

}  // namespace

std::unique_ptr<Program> make_winograd(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Winograd>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
