// Products of rows summed for many places of one factor at once, pixels in the lanes. Included once
// for every instruction set.
#if defined(TWOFOLD_FAST_DOT_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_DOT_ROWS_INL_H_
#undef TWOFOLD_FAST_DOT_ROWS_INL_H_
#else
#define TWOFOLD_FAST_DOT_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Places [first, first + kPlaces) of a job.
template <int kPlaces>
HWY_NOINLINE void dots_of(const DotRows& job, std::size_t first) {
  const Lanes d;
  Vector sums[kPlaces];
  const float* from[kPlaces];
  TWOFOLD_UNROLL for (int t = 0; t < kPlaces; ++t) {
    sums[t] = hn::Zero(d);
    from[t] = job.from[first + static_cast<std::size_t>(t)];
  }
  const float* row = job.row;
  for (int r = 0; r < job.rows; ++r, row += job.row_step) {
    for (std::ptrdiff_t i = 0; i < job.length; i += kLaneCount) {
      const Vector factor = hn::LoadU(d, row + i);
      TWOFOLD_UNROLL for (int t = 0; t < kPlaces; ++t) {
        sums[t] = hn::MulAdd(factor, hn::LoadU(d, from[t] + i), sums[t]);
      }
    }
    TWOFOLD_UNROLL for (int t = 0; t < kPlaces; ++t) from[t] += job.from_step;
  }
  TWOFOLD_UNROLL for (int t = 0; t < kPlaces; ++t) {
    HWY_ALIGN float lanes[kLaneCount];
    hn::Store(sums[t], d, lanes);
    double sum = 0;
    for (const float lane : lanes) sum += lane;
    job.sums[first + static_cast<std::size_t>(t)] += sum;
  }
}

void dot_rows(const DotRows& job) {
  std::size_t first = 0;
  const std::size_t places = job.from.size();
  for (; first + 9 <= places; first += 9) dots_of<9>(job, first);
  for (; first + 5 <= places; first += 5) dots_of<5>(job, first);
  for (; first + 2 <= places; first += 2) dots_of<2>(job, first);
  if (first < places) dots_of<1>(job, first);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
