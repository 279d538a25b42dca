// Winograd's minimal filtering F(4, 3) from row to row, output channels in the lanes: a column of
// three taps takes six products for four output rows instead of twelve. The window slides along the
// combined rows as in slide-inl.h. Included once for every instruction set.
//
// The matrices are those of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks"
// (2015), https://arxiv.org/abs/1509.09308. Outputs come from the six products as
//     y0 = m0 + m1 + m2 +   m3 +   m4            y2 = m1 + m2 + 4 m3 + 4 m4
//     y1 =      m1 - m2 + 2 m3 - 2 m4            y3 = m1 - m2 + 8 m3 - 8 m4 + m5
// so that products are summed in pairs: 1 and 2, 3 and 4, and last 0 and 5, which go on adding to
// what is by then y0 and y3. A pair's sums stay in registers.
#if defined(TWOFOLD_FAST_WINOGRAD_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_WINOGRAD_INL_H_
#undef TWOFOLD_FAST_WINOGRAD_INL_H_
#else
#define TWOFOLD_FAST_WINOGRAD_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <cstdint>
#include <limits>

#include "core/fast/finish-inl.h"
#include "core/fast/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast {
namespace HWY_NAMESPACE {

/// Six sums of one vector of columns to where they belong.
template <bool kInPairs>
HWY_INLINE void store_combined(const Vector (&sums)[kCombinedRows], const Planes& to,
                               std::ptrdiff_t column) {
  const Lanes d;
  if constexpr (kInPairs) {
    TWOFOLD_UNROLL for (int i = 0; i < 3; ++i) {
      const auto [a, b] = kCombinedPairs[static_cast<std::size_t>(i)];
      hn::StoreInterleaved2(sums[a], sums[b], d, to[i] + 2 * column);
    }
  } else {
    TWOFOLD_UNROLL for (int i = 0; i < kCombinedRows; ++i) hn::StoreU(sums[i], d, to[i] + column);
  }
}

template <bool kInPairs>
HWY_NOINLINE bool combine(const CombineRows& c) {
  const Lanes d;
  const Vector two = hn::Set(d, 2.0f);
  const Vector four = hn::Set(d, 4.0f);
  const Vector five = hn::Set(d, 5.0f);
  // What is not finite, or so large that a sum here could overflow where a plain one does not,
  // makes this sum of squares infinite or NaN.
  Vector squares = hn::Zero(d);
  for (std::ptrdiff_t i = 0; i < c.length; i += kLaneCount) {
    const float* from = unknown(c.from + i);
    Vector row[kCombinedRows];
    Vector column = hn::Zero(d);
    TWOFOLD_UNROLL for (int r = 0; r < kCombinedRows; ++r) {
      row[r] = hn::LoadU(d, from + r * c.row_step);
      column = hn::MulAdd(row[r], row[r], column);
    }
    // What lies behind the end may be anything.
    if (i + kLaneCount > c.length)
      column = hn::IfThenElseZero(hn::FirstN(d, static_cast<std::size_t>(c.length - i)), column);
    squares = hn::Add(squares, column);
    const Vector even = hn::NegMulAdd(four, row[2], row[4]);
    const Vector odd = hn::NegMulAdd(four, row[1], row[3]);
    const Vector even_step = hn::Sub(row[4], row[2]);
    const Vector odd_step = hn::Sub(row[3], row[1]);
    const Vector sums[kCombinedRows] = {
        hn::NegMulAdd(five, row[2], hn::MulAdd(four, row[0], row[4])),
        hn::Add(even, odd),
        hn::Sub(even, odd),
        hn::MulAdd(two, odd_step, even_step),
        hn::NegMulAdd(two, odd_step, even_step),
        hn::NegMulAdd(five, row[3], hn::MulAdd(four, row[1], row[5]))};
    store_combined<kInPairs>(sums, c.to, i);
  }
  const Vector infinity = hn::Set(d, std::numeric_limits<float>::infinity());
  return hn::AllTrue(d, hn::Lt(squares, infinity));
}

bool combine_rows(const CombineRows& c) {
  return c.in_pairs ? combine<true>(c) : combine<false>(c);
}

void add_quads(const AddQuads& a) {
  const Lanes d;
  const auto kind = [&](int k, std::ptrdiff_t i)
                        HWY_ATTR { return hn::LoadU(d, a.products + (k - 1) * a.kind_step + i); };
  for (std::ptrdiff_t i = 0; i < a.length; i += kLaneCount) {
    const Vector sum = hn::Add(kind(1, i), kind(2, i));
    const Vector difference = hn::Sub(kind(1, i), kind(2, i));
    const Vector high_sum = hn::Add(kind(3, i), kind(4, i));
    const Vector high_difference = hn::Sub(kind(3, i), kind(4, i));
    const Vector added[kQuadRows] = {hn::Add(sum, high_sum),
                                     hn::MulAdd(hn::Set(d, 2.0f), high_difference, difference),
                                     hn::MulAdd(hn::Set(d, 4.0f), high_sum, sum),
                                     hn::MulAdd(hn::Set(d, 8.0f), high_difference, difference)};
    TWOFOLD_UNROLL for (int r = 0; r < kQuadRows; ++r) {
      float* row = a.rows + r * a.row_step + i;
      hn::StoreU(hn::Add(hn::LoadU(d, row), added[r]), d, row);
    }
  }
}

/// Pixels of a tile: the sums of two pairs of kinds, the weights of a run and a broadcast pixel fit
/// 32 registers, those of one pair 16.
inline constexpr int kQuadPixels = 6;

/// Sums of two kinds of products.
template <int kPixels>
using Pair = Vector[2][kPixels];

/// sums[h][p] += weights[h] of every run times its pixels in planes[h]; the weights move on.
template <int kRun, int kPixels>
HWY_INLINE void add_pair_runs(std::span<const std::ptrdiff_t> runs, const float* const (&planes)[2],
                              const float* (&weights)[2], Pair<kPixels>& sums) {
  const Lanes d;
  for (const std::ptrdiff_t run : runs) {
    TWOFOLD_UNROLL for (int h = 0; h < 2; ++h) {
      const float* from = unknown(planes[h] + run);
      Vector factors[kRun];
      TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
        factors[tap] = hn::LoadU(d, weights[h] + tap * kLaneCount);
      }
      TWOFOLD_UNROLL for (int column = 0; column < kPixels + kRun - 1; ++column) {
        const Vector value = hn::Set(d, from[column]);
        TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
          const int p = column - tap;
          if (p >= 0 && p < kPixels) sums[h][p] = hn::MulAdd(value, factors[tap], sums[h][p]);
        }
      }
      weights[h] += kRun * kLaneCount;
    }
  }
}

/// One panel of a product, worked out once.
struct QuadPanel {
  QuadPanel(const MultiplyQuads& m, const PackedMatrix::Panel& panel)
      : matrix(m.matrix->values(panel)),
        kind_floats(m.matrix->rows() / kCombinedRows * kLaneCount),
        columns(m.outputs),
        out(m.out + m.matrix->column(panel.first_vector)),
        bias(m.bias ? m.bias + m.matrix->column(panel.first_vector) : nullptr) {}

  const float* matrix;
  std::ptrdiff_t kind_floats;  ///< of the weights of one kind of products
  std::ptrdiff_t columns;
  float* out;
  const float* bias;
};

/// sums += the products of kinds `a` and `b`, from pixel `first` on.
template <int kPixels>
HWY_INLINE void add_pair(const MultiplyQuads& m, const QuadPanel& panel, std::ptrdiff_t first,
                         int a, int b, Pair<kPixels>& sums) {
  const float* combined = m.combined + first;
  const float* const planes[2] = {combined + a * m.kind_step, combined + b * m.kind_step};
  const float* weights[2] = {panel.matrix + a * panel.kind_floats,
                             panel.matrix + b * panel.kind_floats};
  add_pair_runs<3, kPixels>(m.runs.first(m.threes), planes, weights, sums);
  if (m.threes == m.runs.size()) return;
  add_pair_runs<2, kPixels>(m.runs.subspan(m.threes, m.twos), planes, weights, sums);
  add_pair_runs<1, kPixels>(m.runs.subspan(m.threes + m.twos), planes, weights, sums);
}

/// Whether vectors from `to` on, `step` floats apart, each fill a cache line: only then is it
/// faster to store past the caches.
HWY_INLINE bool are_whole_lines(const float* to, std::ptrdiff_t step) {
  if constexpr (kLaneCount != kLineFloats) return false;
  return (reinterpret_cast<std::uintptr_t>(to) / sizeof(float) | static_cast<std::size_t>(step)) %
             kLineFloats ==
         0;
}

/// Finished sums of one output row to where they belong, as far as the row is wanted.
template <int kPixels, bool kOnlyStore>
HWY_INLINE void store_row(const MultiplyQuads& m, const QuadPanel& panel, std::ptrdiff_t first,
                          int row, const Vector (&sums)[kPixels]) {
  const Lanes d;
  if (row >= m.rows) return;
  float* to = panel.out + row * m.out_step + first * panel.columns;
  const Vector added = panel.bias ? hn::LoadU(d, panel.bias) : hn::Zero(d);
  const auto finished = [&](int p) HWY_ATTR {
    return kOnlyStore ? sums[p] : activated(hn::Add(sums[p], added), m.activation);
  };
  if (m.past_caches && are_whole_lines(to, panel.columns)) {
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p)
        hn::Stream(finished(p), d, to + p * panel.columns);
  } else {
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p)
        hn::StoreU(finished(p), d, to + p * panel.columns);
  }
}

/// Four rows of kPixels pixels from `first` on.
template <int kPixels, bool kOnlyStore>
HWY_INLINE void multiply_quad(const MultiplyQuads& m, const QuadPanel& panel,
                              std::ptrdiff_t first) {
  const Lanes d;
  Pair<kPixels> low;
  Pair<kPixels> high;
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) low[0][p] = low[1][p] = hn::Zero(d);
  if (panel.out == m.out) ask_for(m.ahead, first, kPixels);
  add_pair<kPixels>(m, panel, first, 1, 2, low);
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    const Vector sum = hn::Add(low[0][p], low[1][p]);
    low[1][p] = hn::Sub(low[0][p], low[1][p]);
    low[0][p] = sum;
  }
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) high[0][p] = high[1][p] = hn::Zero(d);
  add_pair<kPixels>(m, panel, first, 3, 4, high);
  Pair<kPixels> inner;  // y1 and y2
  Pair<kPixels> outer;  // y0 and y3, as yet without m0 and m5
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    const Vector sum = hn::Add(high[0][p], high[1][p]);
    const Vector difference = hn::Sub(high[0][p], high[1][p]);
    outer[0][p] = hn::Add(low[0][p], sum);
    inner[0][p] = hn::MulAdd(hn::Set(d, 2.0f), difference, low[1][p]);
    inner[1][p] = hn::MulAdd(hn::Set(d, 4.0f), sum, low[0][p]);
    outer[1][p] = hn::MulAdd(hn::Set(d, 8.0f), difference, low[1][p]);
  }
  store_row<kPixels, kOnlyStore>(m, panel, first, 1, inner[0]);
  store_row<kPixels, kOnlyStore>(m, panel, first, 2, inner[1]);
  add_pair<kPixels>(m, panel, first, 0, 5, outer);
  store_row<kPixels, kOnlyStore>(m, panel, first, 0, outer[0]);
  store_row<kPixels, kOnlyStore>(m, panel, first, 3, outer[1]);
}

/// One panel over all pixels. The last tile ends at the last pixel and overlaps the one before it:
/// what is computed twice is alike.
template <int kPixels, bool kOnlyStore>
HWY_NOINLINE void quad_panel(const MultiplyQuads& m, const QuadPanel& panel) {
  if (m.pixels < kPixels) {
    if constexpr (kPixels > 1) quad_panel<(kPixels > 4 ? 4 : 1), kOnlyStore>(m, panel);
    return;
  }
  std::ptrdiff_t first = 0;
  for (; first + kPixels <= m.pixels; first += kPixels)
    multiply_quad<kPixels, kOnlyStore>(m, panel, first);
  if (first < m.pixels) multiply_quad<kPixels, kOnlyStore>(m, panel, m.pixels - kPixels);
}

void multiply_quads(const MultiplyQuads& m) {
  const bool only_store = !m.bias && m.activation == Activation::none;
  for (const PackedMatrix::Panel& panel : m.matrix->panels()) {
    const QuadPanel one(m, panel);
    only_store ? quad_panel<kQuadPixels, true>(m, one) : quad_panel<kQuadPixels, false>(m, one);
  }
  if (m.past_caches) hwy::FlushStream();
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast
HWY_AFTER_NAMESPACE();

#endif
