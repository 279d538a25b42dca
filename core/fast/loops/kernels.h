// The inner loops, compiled once for every instruction set and chosen when a plan is made.
//
// Two layouts carry everything: "planes" (one row of floats a channel, pixels in the vector lanes)
// for pictures with few channels, and "rows" (one row of floats a pixel, channels in the lanes) for
// network layers. Every output value is one chain of multiply-adds in a fixed order, whatever the
// tile it falls into, so that no way of cutting the work changes a bit of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/fast/loops/packed_matrix.h"
#include "core/fast/loops/target.h"
#include "core/tensor.h"

namespace twofold::core::fast::inline loops {

/// Planes of floats at a common distance: plane c begins at data + c * stride.
struct Planes {
  float* data = nullptr;
  std::ptrdiff_t stride = 0;

  float* operator[](std::ptrdiff_t c) const { return data + c * stride; }
};

/// What will be read or written soon, so that memory brings it while the processor multiplies: as
/// pixels are worked on one after the other, `rows` rows, `step` floats apart, of `per_pixel`
/// floats each.
struct Ahead {
  const float* from = nullptr;  ///< null: nothing
  std::ptrdiff_t step = 0;
  int rows = 0;
  std::ptrdiff_t per_pixel = 0;
};

/// to[o][i] = finish(sum over j of  weights[j * outputs + o] * from[j][i]),  i in [0, length).
/// Works in whole vectors: `from` and `to` must have Kernels::lanes floats to spare at their ends.
struct MixPlanes {
  std::span<const float* const> from;
  const float* weights = nullptr;  ///< [from.size()][outputs]
  int outputs = 0;
  Planes to;
  std::ptrdiff_t length = 0;
  const float* bias = nullptr;  ///< one an output, or none
  Ahead ahead = {};
};

/// Pixels stored as planes, times a matrix. Taps side by side in one plane form a run of up to
/// kLongestRun:
///     out[p][k] = finish(sum over runs j, taps i of from[j][first + p + i] * matrix[row(j) +
///     i][k]),
/// row(j) counting the taps of all runs before j.
struct MultiplyPlanes {
  std::span<const float* const> from;  ///< where the runs begin: those of 3 taps, of 2, of 1
  std::size_t threes = 0;
  std::size_t twos = 0;
  std::ptrdiff_t first = 0;
  const PackedMatrix* matrix = nullptr;  ///< for vectors of all lanes or of half of them
  float* out = nullptr;                  ///< [pixels][matrix->columns()]
  std::ptrdiff_t pixels = 0;
  const float* bias = nullptr;  ///< matrix->columns() of them, or none
  bool past_caches = false;     ///< what fills cache lines goes to memory: nobody reads it soon
};
inline constexpr int kLongestRun = 3;

/// Six weighted sums of six rows of one plane, column by column: what Winograd's minimal filtering
/// F(4, 3) multiplies instead of the rows. Works in whole vectors, as MixPlanes.
struct CombineRows {
  const float* from = nullptr;  ///< row 0
  std::ptrdiff_t row_step = 0;
  bool in_pairs = false;  ///< to[i] holds both sums of kCombinedPairs[i], column by column
  Planes to;
  std::ptrdiff_t length = 0;
};
inline constexpr int kQuadRows = 4;  ///< output rows that F(4, 3) makes at a time
inline constexpr int kCombinedRows = 6;
/// The kinds of sums whose products are added to and subtracted from each other; of the last pair
/// each goes into a row of its own.
inline constexpr std::array<std::array<int, 2>, 3> kCombinedPairs{{{1, 2}, {3, 4}, {0, 5}}};

/// Four output rows that are made at once, and what follows their sums.
struct QuadOutput {
  float* out = nullptr;         ///< [pixels][outputs] of the first row
  std::ptrdiff_t out_step = 0;  ///< floats from one output row to the next
  int rows = kQuadRows;         ///< how many of the four are wanted
  std::ptrdiff_t pixels = 0;
  const float* bias = nullptr;
  Ahead ahead = {};
  bool past_caches = false;  ///< what fills cache lines goes to memory: nobody reads it soon
};

/// MultiplyPlanes for four output rows at once, by F(4, 3): runs of taps in the combined rows.
///
/// multiply_quad_pairs takes rows combined in pairs, and a matrix twice as wide, in which every
/// output's weights for both kinds of a pair are neighbours: for fewer outputs than a vector holds.
struct MultiplyQuads : QuadOutput {
  const float* combined = nullptr;
  std::ptrdiff_t kind_step = 0;          ///< from one of the six sums (three pairs) to the next
  std::span<const std::ptrdiff_t> runs;  ///< where they begin: those of 3 taps, of 2, of 1
  std::size_t threes = 0;
  std::size_t twos = 0;
  const PackedMatrix* matrix = nullptr;  ///< panels of one vector; the taps' rows for every kind
  int outputs = 0;
};

/// The sums that nested minimal filtering multiplies instead of a 3 x 3 neighbourhood, F(4, 3) from
/// row to row and F(2, 3) from column to column, of `rows` as they are: pixels with interleaved
/// channels. Of each of the six combined rows r, pixel by pixel,
///     differences[kind][p] = r[p] - r[p + 2]
///     sums[kind][p]        = r[p + 2] + r[p + 1] (p even),  r[p + 1] - r[p] (p odd).
/// Between `left` zeros and `right` zeros, the rows hold `length` floats. Works in whole vectors
/// where it writes, one pixel further than asked for, and reads `combined` two pixels beyond.
struct CombineNested {
  std::array<const float*, kCombinedRows> rows{};  ///< the first of `length` floats
  std::ptrdiff_t left = 0;
  std::ptrdiff_t length = 0;
  std::ptrdiff_t right = 0;
  int channels = 0;
  const float* signs = nullptr;  ///< aligned: 1 for the floats of even pixels, -1 for odd ones
  Planes combined;               ///< room for the six combined rows
  Planes differences;
  Planes sums;
};

/// Four output rows of a 3 x 3 neighbourhood at once, of what CombineNested made. The matrix holds
/// for each kind of combined row, for every channel the weights of the sums of even pixels and of
/// odd ones, then for every channel those of the differences of even pixels and of odd ones.
struct MultiplyNested : QuadOutput {
  Planes differences;
  Planes sums;
  int channels = 0;
  /// For vectors of all lanes or of half of them; its last vector stands alone (LastVector).
  const PackedMatrix* matrix = nullptr;
};
inline constexpr int kNestedPixels = 6;  ///< computed at a time, wanted or not

/// Adds to four output rows, to which the products of kinds 0 and 5 have gone already, what those
/// of kinds 1 to 4 come to. Works in whole vectors.
struct AddQuads {
  const float* products = nullptr;  ///< of kind 1
  std::ptrdiff_t kind_step = 0;
  float* rows = nullptr;
  std::ptrdiff_t row_step = 0;
  std::ptrdiff_t length = 0;
};

/// out[p][k] = finish(sum over s, j of  segments[s][offsets[p] + j] * matrix[s * length + j][k])
/// for pixels stored as rows. A matrix product has one segment (the channels); a standard
/// convolution has one for every tap.
struct MultiplyRows {
  std::span<const float* const> segments;
  int segment_length = 0;
  std::span<const std::ptrdiff_t> offsets;  ///< one a pixel
  const PackedMatrix* matrix = nullptr;
  std::span<const PackedMatrix::Panel> panels;  ///< which columns: all of the matrix's, or some
  int first_row = 0;                            ///< the matrix row that meets segments[0][.. + 0]
  /// For a sum that is made in parts, of one panel: where it waits between them, [pixels][vectors
  /// of the panel][lanes]. Not in `out`, where the matrix's last vector overlaps its neighbour.
  float* kept = nullptr;
  bool begins = true;    ///< no earlier part is to be added
  bool ends = true;      ///< the sum is whole; else it goes to `kept`
  float* out = nullptr;  ///< [pixels][matrix->columns()]
  const float* bias = nullptr;
  Ahead ahead = {};
};

/// A run of output pixels of one depthwise row, all of which read the same taps:
/// out[p][r * channels + q] = sum over ky, kx of
///     in[p * pixel_step + ky * row_step + kx * column_step + q] * weights[ky][kx][r][q].
struct DepthwiseRows {
  const float* in = nullptr;
  std::ptrdiff_t pixel_step = 0;
  std::ptrdiff_t row_step = 0;
  std::ptrdiff_t column_step = 0;
  Extent taps;  ///< how many of the kernel's rows and columns take part
  const float* weights = nullptr;
  std::ptrdiff_t weights_row_step = 0;
  int channels = 0;  ///< at least Kernels::lanes
  int multiplier = 1;
  float* out = nullptr;
  std::ptrdiff_t out_step = 0;
  int pixels = 0;
};

/// What a run of output pixels of one depthwise row adds to a filter's gradient, all of them
/// reading the same taps, with a channel multiplier of 1: sums[ky][kx][q] += sum over p of
///     in[p * pixel_step + ky * row_step + kx * column_step + q] * grad[p * grad_step + q].
struct CorrelateRows {
  const float* in = nullptr;
  std::ptrdiff_t pixel_step = 0;
  std::ptrdiff_t row_step = 0;
  std::ptrdiff_t column_step = 0;
  Extent taps;
  const float* grad = nullptr;
  std::ptrdiff_t grad_step = 0;
  int pixels = 0;
  int channels = 0;  ///< at least Kernels::lanes
  float* sums = nullptr;
  std::ptrdiff_t sums_row_step = 0;
  std::ptrdiff_t sums_column_step = 0;
};

/// Rows of interleaved pixels, weights for every lane. Taps below each other form a run of up to
/// kLongestRun:
///     out[r][i] = finish(sum over runs j, taps t of
///                        in[r + t][i + runs[j]] * weights[i % channels][tap(j) + t]),
/// r in [0, rows), i in [0, length), tap(j) counting the taps of all runs before j, and the weights
/// being those of a vector that begins at i. Where a mask is 0 a value counts as 0, whatever it is.
struct Weave {
  const float* in = nullptr;
  std::ptrdiff_t in_step = 0;            ///< from row to row
  std::span<const std::ptrdiff_t> runs;  ///< those of 3 taps, of 2, of 1
  std::size_t threes = 0;
  std::size_t twos = 0;
  std::ptrdiff_t taps = 0;         ///< of all runs
  const float* weights = nullptr;  ///< [channels][taps][lanes], aligned, as are masks and bias
  const float* masks = nullptr;    ///< all bits or none, for runs of 1; or no masks
  std::ptrdiff_t channels = 1;
  bool half = false;  ///< vectors of half as many lanes
  float* out = nullptr;
  std::ptrdiff_t out_step = 0;
  int rows = 0;
  std::ptrdiff_t length = 0;    ///< at least a vector
  const float* bias = nullptr;  ///< [channels][lanes], or none
};

/// Pixels with interleaved channels <-> planes: interleaved[p * channels + c] = planes[c][p].
struct Interleave {
  const float* planes = nullptr;
  std::ptrdiff_t stride = 0;
  int channels = 0;
  std::ptrdiff_t pixels = 0;
  float* interleaved = nullptr;
};
struct Deinterleave {
  const float* interleaved = nullptr;
  int channels = 0;
  std::ptrdiff_t pixels = 0;
  Planes planes;
  const float* next = nullptr;  ///< what is taken apart next, as much again: asked for early
};

/// sums[t] += sum over r, i of  row[r * row_step + i] * from[t][r * from_step + i],  i in
/// [0, length). Works in whole vectors: beyond `length`, `row` holds zeros up to a vector's end.
struct DotRows {
  const float* row = nullptr;
  std::ptrdiff_t row_step = 0;
  std::span<const float* const> from;
  std::ptrdiff_t from_step = 0;
  int rows = 0;
  std::ptrdiff_t length = 0;
  double* sums = nullptr;  ///< from.size() of them
};

/// Independent chains of vectors in multiply_add_chains (probe.h).
inline constexpr int kChains = 12;

/// One instruction set's version of every loop.
struct Kernels {
  std::string_view name;   ///< "AVX2"; empty: none
  int lanes = 1;           ///< floats in a vector
  int panel_vectors = 1;   ///< widest panel of a PackedMatrix
  int nested_vectors = 1;  ///< the same for multiply_nested
  void (*mix_planes)(const MixPlanes&) = nullptr;
  bool (*combine_rows)(const CombineRows&) = nullptr;  ///< false if a value is not finite (or huge)
  bool (*combine_nested)(const CombineNested&) = nullptr;  ///< the same
  void (*multiply_nested)(const MultiplyNested&) = nullptr;
  void (*multiply_quads)(const MultiplyQuads&) = nullptr;
  void (*multiply_quad_pairs)(const MultiplyQuads&) = nullptr;
  void (*add_quads)(const AddQuads&) = nullptr;
  void (*dot_rows)(const DotRows&) = nullptr;
  void (*multiply_planes)(const MultiplyPlanes&) = nullptr;
  void (*multiply_rows)(const MultiplyRows&) = nullptr;
  void (*depthwise_rows)(const DepthwiseRows&) = nullptr;
  void (*correlate_rows)(const CorrelateRows&) = nullptr;
  void (*weave)(const Weave&) = nullptr;
  void (*interleave)(const Interleave&) = nullptr;
  void (*deinterleave)(const Deinterleave&) = nullptr;
  float (*multiply_add_chains)(std::int64_t steps) = nullptr;
  void (*doubled)(const float* from, float* to, std::int64_t count) = nullptr;
};

/// Floats in the vectors that hold `outputs` channels of a pixel: half the lanes where a whole
/// vector would have some to spare, 0 where they are too few for either.
constexpr int output_lanes(int lanes, int outputs) {
  constexpr int kFewest = 8;
  if (outputs >= lanes) return lanes;
  const int half = lanes / 2;
  return half >= kFewest && outputs >= half ? half : 0;
}

/// The loops for `target`; null where this processor (or this build) does not have it, and for
/// `best` on a processor without any of them.
const Kernels* kernels_for(Target target);

}  // namespace twofold::core::fast::inline loops
