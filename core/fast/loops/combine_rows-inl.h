// Winograd's minimal filtering F(4, 3) from row to row, pixels in the lanes: six sums of six rows,
// and what products of them add to four output rows (quad_rows-inl.h). Included once for every
// instruction set.
#if defined(TWOFOLD_FAST_COMBINE_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_COMBINE_ROWS_INL_H_
#undef TWOFOLD_FAST_COMBINE_ROWS_INL_H_
#else
#define TWOFOLD_FAST_COMBINE_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include <limits>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/quad_rows-inl.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// The six sums of six rows.
HWY_INLINE void combine_six(const Vector (&row)[kCombinedRows], Vector (&sums)[kCombinedRows]) {
  const Lanes d;
  const Vector two = hn::Set(d, 2.0f);
  const Vector four = hn::Set(d, 4.0f);
  const Vector five = hn::Set(d, 5.0f);
  const Vector even = hn::NegMulAdd(four, row[2], row[4]);
  const Vector odd = hn::NegMulAdd(four, row[1], row[3]);
  const Vector even_step = hn::Sub(row[4], row[2]);
  const Vector odd_step = hn::Sub(row[3], row[1]);
  sums[0] = hn::NegMulAdd(five, row[2], hn::MulAdd(four, row[0], row[4]));
  sums[1] = hn::Add(even, odd);
  sums[2] = hn::Sub(even, odd);
  sums[3] = hn::MulAdd(two, odd_step, even_step);
  sums[4] = hn::NegMulAdd(two, odd_step, even_step);
  sums[5] = hn::NegMulAdd(five, row[3], hn::MulAdd(four, row[1], row[5]));
}

/// Whether sums of squares are finite: if so, what was squared is, and not so large that a combined
/// row could overflow where a plain one does not.
HWY_INLINE bool are_finite(Vector squares) {
  const Lanes d;
  return hn::AllTrue(d, hn::Lt(squares, hn::Set(d, std::numeric_limits<float>::infinity())));
}

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
    Vector sums[kCombinedRows];
    combine_six(row, sums);
    store_combined<kInPairs>(sums, c.to, i);
  }
  return are_finite(squares);
}

inline bool combine_rows(const CombineRows& c) {
  return c.in_pairs ? combine<true>(c) : combine<false>(c);
}

inline void add_quads(const AddQuads& a) {
  const Lanes d;
  const auto kind = [&](int k, std::ptrdiff_t i)
                        HWY_ATTR { return hn::LoadU(d, a.products + (k - 1) * a.kind_step + i); };
  for (std::ptrdiff_t i = 0; i < a.length; i += kLaneCount) {
    const KindPair<Vector> low = kind_pair(kind(1, i), kind(2, i));
    const KindPair<Vector> high = kind_pair(kind(3, i), kind(4, i));
    const Vector added[kQuadRows] = {inner_row<0>(d, low, high), inner_row<1>(d, low, high),
                                     inner_row<2>(d, low, high), inner_row<3>(d, low, high)};
    TWOFOLD_UNROLL for (int r = 0; r < kQuadRows; ++r) {
      float* row = a.rows + r * a.row_step + i;
      hn::StoreU(hn::Add(hn::LoadU(d, row), added[r]), d, row);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
