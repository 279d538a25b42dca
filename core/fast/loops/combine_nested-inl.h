// Nested minimal filtering F(4, 3) x F(2, 3): what is multiplied instead of the pixels of 3 x 3
// neighbourhoods. Rows are combined as in combine_rows-inl.h, then columns two by two; all of it on
// rows of interleaved pixels as they lie in memory. Included once for every instruction set.
#if defined(TWOFOLD_FAST_COMBINE_NESTED_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_COMBINE_NESTED_INL_H_
#undef TWOFOLD_FAST_COMBINE_NESTED_INL_H_
#else
#define TWOFOLD_FAST_COMBINE_NESTED_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstring>

#include "core/fast/loops/combine_rows-inl.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// The vector of six combined rows that begins `at` floats behind the pointers of `rows`; returns
/// the sum of squares of what was combined.
HWY_INLINE Vector combine_vector(const std::array<const float*, kCombinedRows>& rows,
                                 std::ptrdiff_t at, const Planes& to) {
  const Lanes d;
  Vector row[kCombinedRows];
  Vector squares = hn::Zero(d);
  TWOFOLD_UNROLL for (int r = 0; r < kCombinedRows; ++r) {
    row[r] = hn::LoadU(d, rows[static_cast<std::size_t>(r)] + at);
    squares = hn::MulAdd(row[r], row[r], squares);
  }
  Vector sums[kCombinedRows];
  combine_six(row, sums);
  TWOFOLD_UNROLL for (int r = 0; r < kCombinedRows; ++r) hn::StoreU(sums[r], d, to[r] + at);
  return squares;
}

/// Fewer floats than a vector, from rows behind which there may be nothing.
HWY_NOINLINE Vector combine_few(const CombineNested& c) {
  HWY_ALIGN float copies[kCombinedRows][kLaneCount] = {};
  std::array<const float*, kCombinedRows> rows{};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::memcpy(copies[r], c.rows[r], static_cast<std::size_t>(c.length) * sizeof(float));
    rows[r] = copies[r];
  }
  return combine_vector(rows, 0, {c.combined.data + c.left, c.combined.stride});
}

/// The six combined rows, between their zeros; whether all that was combined is finite.
HWY_INLINE bool combine_from_row_to_row(const CombineNested& c) {
  const Lanes d;
  Vector squares = hn::Zero(d);
  if (c.length < kLaneCount) {
    squares = combine_few(c);
  } else {
    // Copies, which stay in registers: stores of vectors may change what is looked up.
    const std::array<const float*, kCombinedRows> rows = c.rows;
    const Planes to{c.combined.data + c.left, c.combined.stride};
    const std::ptrdiff_t last = c.length - kLaneCount;
    for (std::ptrdiff_t i = 0; i < last; i += kLaneCount) {
      squares = hn::Add(squares, combine_vector(rows, i, to));
    }
    // The last vector ends where the rows do, and may overlap the one before it.
    squares = hn::Add(squares, combine_vector(rows, last, to));
  }
  if (c.left + c.right > 0) {
    for (int r = 0; r < kCombinedRows; ++r) {
      std::fill_n(c.combined[r], c.left, 0.0f);
      std::fill_n(c.combined[r] + c.left + c.length, c.right, 0.0f);
    }
  }
  return are_finite(squares);
}

/// Of one combined row the differences and sums of `length` floats.
HWY_INLINE void combine_from_column_to_column(const float* row, int channels, const float* signs,
                                              std::ptrdiff_t length, float* differences,
                                              float* sums) {
  const Lanes d;
  for (std::ptrdiff_t i = 0; i < length; i += kLaneCount) {
    const float* from = row + i;
    const Vector here = hn::LoadU(d, from);
    const Vector next = hn::LoadU(d, from + channels);
    const Vector second = hn::LoadU(d, from + 2 * channels);
    const Vector sign = hn::Load(d, signs + i);
    hn::StoreU(hn::Sub(here, second), d, differences + i);
    const Vector near = hn::IfNegativeThenElse(sign, here, next);
    const Vector far = hn::IfNegativeThenElse(sign, next, second);
    hn::StoreU(hn::MulAdd(sign, near, far), d, sums + i);
  }
}

bool combine_nested(const CombineNested& c) {
  const bool finite = combine_from_row_to_row(c);
  // One pixel more: the sums of an odd one belong to the even one before it.
  const std::ptrdiff_t length = c.left + c.length + c.right - c.channels;
  for (int kind = 0; kind < kCombinedRows; ++kind)
    combine_from_column_to_column(c.combined[kind], c.channels, c.signs, length,
                                  c.differences[kind], c.sums[kind]);
  return finite;
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
