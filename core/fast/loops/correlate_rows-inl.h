// Products of rows of pixels summed tap by tap, channels in the lanes. Included once for every
// instruction set.
#if defined(TWOFOLD_FAST_CORRELATE_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_CORRELATE_ROWS_INL_H_
#undef TWOFOLD_FAST_CORRELATE_ROWS_INL_H_
#else
#define TWOFOLD_FAST_CORRELATE_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// kRows x kColumns taps from (ky, kx) on: their sums stay in registers along the run.
template <int kRows, int kColumns>
HWY_NOINLINE void correlate_taps(const CorrelateRows& run, int ky, int kx) {
  const Lanes d;
  for (std::ptrdiff_t q = 0; q < run.channels; q += kLaneCount) {
    // The last vector ends at the last channel; what it shares with its neighbour counts there.
    const std::ptrdiff_t channel = std::min<std::ptrdiff_t>(q, run.channels - kLaneCount);
    const auto shared = hn::FirstN(d, static_cast<std::size_t>(q - channel));
    const float* in = run.in + ky * run.row_step + kx * run.column_step + channel;
    const float* grad = run.grad + channel;
    Vector sums[kRows][kColumns];
    TWOFOLD_UNROLL for (int i = 0; i < kRows; ++i) {
      TWOFOLD_UNROLL for (int j = 0; j < kColumns; ++j) sums[i][j] = hn::Zero(d);
    }
    for (int p = 0; p < run.pixels; ++p, in += run.pixel_step, grad += run.grad_step) {
      const Vector factor = hn::LoadU(d, grad);
      TWOFOLD_UNROLL for (int i = 0; i < kRows; ++i) {
        TWOFOLD_UNROLL for (int j = 0; j < kColumns; ++j) {
          const Vector value = hn::LoadU(d, in + i * run.row_step + j * run.column_step);
          sums[i][j] = hn::MulAdd(value, factor, sums[i][j]);
        }
      }
    }
    float* to = run.sums + ky * run.sums_row_step + kx * run.sums_column_step + channel;
    TWOFOLD_UNROLL for (int i = 0; i < kRows; ++i) {
      TWOFOLD_UNROLL for (int j = 0; j < kColumns; ++j) {
        float* at = to + i * run.sums_row_step + j * run.sums_column_step;
        const Vector more = hn::IfThenZeroElse(shared, sums[i][j]);
        hn::StoreU(hn::Add(hn::LoadU(d, at), more), d, at);
      }
    }
  }
}

void correlate_rows(const CorrelateRows& run) {
  int ky = 0;
  for (; ky + 3 <= run.taps.height; ky += 3) {
    int kx = 0;
    for (; kx + 3 <= run.taps.width; kx += 3) correlate_taps<3, 3>(run, ky, kx);
    for (; kx < run.taps.width; ++kx) correlate_taps<3, 1>(run, ky, kx);
  }
  for (; ky < run.taps.height; ++ky) {
    int kx = 0;
    for (; kx + 3 <= run.taps.width; kx += 3) correlate_taps<1, 3>(run, ky, kx);
    for (; kx < run.taps.width; ++kx) correlate_taps<1, 1>(run, ky, kx);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
