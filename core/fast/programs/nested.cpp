// The standard convolution of few channels by a 3 x 3 kernel, four output rows of two pixels at a
// time: Winograd's minimal filtering F(4, 3) from row to row, and F(2, 3) nested in it from column
// to column, take 24 products a channel instead of 72. Rows of the picture are combined as they lie
// in memory, channels interleaved, for one piece of four output rows after the other, top down: two
// of its six rows were read for the piece above. While a piece is multiplied, the rows below it are
// on their way.
//
// Planes (planes.h) are made only of tiles with a piece that goes through the plain loops.
//
// The columns of tiles are the same for any number of threads, and their rows begin at multiples of
// four, so that no bit depends on how the work is shared out.
#include <algorithm>

#include "core/fast/programs/quad_program.h"
#include "core/fast/tiles/plane_tiles.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr int kKernel = 3;
constexpr int kColumnStep = 48;          // whole tiles of the loops, whole lines of the output
constexpr int kMostColumns = 144;        // of a tile
constexpr int kPieceFloats = 12 * 1024;  // of sums and differences: most of them stay in the L1

/// Columns of a tile, at most.
int most_columns(int channels) {
  const int fit = kPieceFloats / (2 * kCombinedRows * channels) / kColumnStep * kColumnStep;
  return std::clamp(fit, kColumnStep, kMostColumns);
}

/// What meets the sums of even pixels and of odd ones, then the differences, from three columns.
std::array<double, 4> column_weights(double left, double middle, double right) {
  return {(left + middle + right) / 2, (left - middle + right) / 2, left, -right};
}

/// The rows of the matrix that MultiplyNested multiplies.
std::vector<float> nested_weights(const Filter& w) {
  const int channels = w.shape.in;
  const std::size_t outputs = static_cast<std::size_t>(w.shape.out);
  std::vector<float> rows(static_cast<std::size_t>(kCombinedRows * 4 * channels) * outputs);
  for (int q = 0; q < channels; ++q) {
    for (int o = 0; o < w.shape.out; ++o) {
      std::array<std::array<double, 4>, kKernel> from_column_to_column{};
      for (int ky = 0; ky < kKernel; ++ky)
        from_column_to_column[static_cast<std::size_t>(ky)] =
            column_weights(w.at(ky, 0, q, o), w.at(ky, 1, q, o), w.at(ky, 2, q, o));
      for (int i = 0; i < 4; ++i) {
        const auto& [above, middle, below] = from_column_to_column;
        const std::size_t n = static_cast<std::size_t>(i);
        const auto six = combined_weights(above[n], middle[n], below[n]);
        for (int kind = 0; kind < kCombinedRows; ++kind) {
          const int row = ((2 * kind + i / 2) * channels + q) * 2 + i % 2;
          rows[static_cast<std::size_t>(row) * outputs + static_cast<std::size_t>(o)] =
              six[static_cast<std::size_t>(kind)];
        }
      }
    }
  }
  return rows;
}

class Nested final : public QuadProgram {
 public:
  Nested(const Task& task, const Kernels& kernels, const Team& team);
  std::size_t packed_bytes() const override {
    return matrix_.bytes() + plain_bytes() + signs_.size() * sizeof(float);
  }

 private:
  void choose_tile(int threads);
  void pack(const Filter& w);
  void run_tile(const Buffers& buffers, const LoadedTile& at) const override;
  bool combine(const float* x, const LoadedTile& at, const QuadPiece& piece) const;
  void multiply(const float* x, const LoadedTile& at, const QuadPiece& piece, float* out) const;
  Ahead rows_below(const float* x, const LoadedTile& at, const QuadPiece& piece) const;

  // Behind the planes: a row of zeros, then six combined rows and what becomes of them.
  float* zeros(const LoadedTile& at) const { return at.rest; }
  Planes combined(const LoadedTile& at) const { return {at.rest + row_floats_, row_floats_}; }
  Planes differences(const LoadedTile& at) const {
    return {combined(at)[kCombinedRows], 2 * row_floats_};
  }
  Planes sums(const LoadedTile& at) const {
    return {combined(at)[kCombinedRows + 1], 2 * row_floats_};
  }

  std::ptrdiff_t row_floats_ = 0;
  PackedMatrix matrix_;
  Floats signs_;  ///< CombineNested::signs
};

Nested::Nested(const Task& task, const Kernels& kernels, const Team& team)
    : QuadProgram(task, kernels) {
  choose_tile(team.threads);
  pack(task.full);
  make_room(team, static_cast<std::size_t>((1 + 3 * kCombinedRows) * row_floats_), plain_runs());
}

void Nested::choose_tile(int threads) {
  tiles_ = choose_tiles(
      tile_, in_.batch, out_, threads,
      {.row_step = kQuadRows, .columns = most_columns(in_.channels), .column_step = kColumnStep});
  // What is computed, wanted or not, and what the kernel reads beside it.
  const int pixels = tiles_.size().width + kNestedPixels + kKernel - 1;
  row_floats_ = odd_lines(static_cast<std::ptrdiff_t>(pixels) * in_.channels + kernels_.lanes);
}

void Nested::pack(const Filter& w) {
  pack_plain(w);
  matrix_ = PackedMatrix(nested_weights(w), kCombinedRows * 4 * in_.channels, outputs_,
                         output_lanes(kernels_.lanes, outputs_), kernels_.nested_vectors,
                         PackedMatrix::LastVector::alone);
  signs_ = Floats(static_cast<std::size_t>(row_floats_));
  for (std::size_t i = 0; i < signs_.size(); ++i)
    signs_[i] = i / static_cast<std::size_t>(in_.channels) % 2 == 0 ? 1.0f : -1.0f;
}

void Nested::run_tile(const Buffers& buffers, const LoadedTile& at) const {
  bool loaded = false;
  for_each_piece(at.size, at.size.width, [&](const QuadPiece& piece) {
    float* out = buffers.y + output_pixel(at, piece.row, piece.column) * outputs_;
    if (combine(buffers.x, at, piece)) return multiply(buffers.x, at, piece, out);
    if (!loaded) load_planes(buffers.x, at);
    loaded = true;
    multiply_plainly(at, piece, out);
  });
}

/// False if there is a value with which that does not go: one that is not finite, or huge.
bool Nested::combine(const float* x, const LoadedTile& at, const QuadPiece& piece) const {
  const PhaseAxis& rows = tile_.rows();
  const PhaseAxis& columns = tile_.columns();
  const int width = piece.pixels + kKernel - 1;
  const int first = at.ox + piece.column - columns.pad;
  const int begin = std::clamp(first, 0, columns.in);
  const int end = std::clamp(first + width, begin, columns.in);
  const int left = std::clamp(begin - first, 0, width);
  CombineNested job;
  for (int r = 0; r < kCombinedRows; ++r) {
    const int row = at.oy + piece.row - rows.pad + r;
    const std::ptrdiff_t pixel = static_cast<std::ptrdiff_t>(row) * columns.in + begin;
    job.rows[static_cast<std::size_t>(r)] =
        row >= 0 && row < rows.in ? picture(x, at.b) + pixel * in_.channels : zeros(at);
  }
  const std::ptrdiff_t channels = in_.channels;
  job.left = left * channels;
  job.length = (end - begin) * channels;
  job.right = (width - left - (end - begin)) * channels;
  job.channels = in_.channels;
  job.signs = signs_.data();
  job.combined = combined(at);
  job.differences = differences(at);
  job.sums = sums(at);
  return kernels_.combine_nested(job);
}

void Nested::multiply(const float* x, const LoadedTile& at, const QuadPiece& piece,
                      float* out) const {
  kernels_.multiply_nested({quad_output(at, piece, out, rows_below(x, at, piece)), differences(at),
                            sums(at), in_.channels, &matrix_});
}

/// The rows that the next piece reads and this one did not.
Ahead Nested::rows_below(const float* x, const LoadedTile& at, const QuadPiece& piece) const {
  const int next = piece.row + kQuadRows;
  if (next >= at.size.height) return next_input(at, x, 0, 0, {kCombinedRows, piece.pixels});
  return tile_.ahead(picture(x, at.b), at.oy + next + kCombinedRows - kQuadRows, at.ox,
                     {kQuadRows, piece.pixels});
}

}  // namespace

std::unique_ptr<Program> make_nested(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Nested>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
