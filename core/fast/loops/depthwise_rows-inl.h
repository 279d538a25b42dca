// The depthwise stage with channels in the lanes. Included once for every instruction set.
#if defined(TWOFOLD_FAST_DEPTHWISE_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_DEPTHWISE_ROWS_INL_H_
#undef TWOFOLD_FAST_DEPTHWISE_ROWS_INL_H_
#else
#define TWOFOLD_FAST_DEPTHWISE_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

// Every sum takes its taps row by row, whichever of the loops below computes it.

/// kPixels pixels from `first` on, kFilters filters of every channel from filter `r` on, any number
/// of taps. A weight vector serves kPixels pixels and a pixel's vector kFilters filters, so that
/// loads keep up with sums.
template <int kPixels, int kFilters>
HWY_INLINE void any_taps(const DepthwiseRows& run, int first, int r) {
  const Lanes d;
  const std::ptrdiff_t channels = run.channels;
  const std::ptrdiff_t weights_step = run.multiplier * channels;
  const std::ptrdiff_t pixel_step = run.pixel_step;
  const std::ptrdiff_t out_step = run.out_step;
  for (std::ptrdiff_t q = 0; q < channels; q += kLaneCount) {
    // The last vector ends at the last channel and overlaps its neighbour.
    const std::ptrdiff_t channel = std::min<std::ptrdiff_t>(q, channels - kLaneCount);
    const float* in = run.in + first * pixel_step + channel;
    const float* weights = run.weights + r * channels + channel;
    Vector sums[kPixels][kFilters];
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) sums[p][f] = hn::Zero(d);
    }
    for (int ky = 0; ky < run.taps.height; ++ky) {
      const float* tap = in + ky * run.row_step;
      const float* weight = weights + ky * run.weights_row_step;
      for (int kx = 0; kx < run.taps.width; ++kx, tap += run.column_step, weight += weights_step) {
        Vector filters[kFilters];
        TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
          filters[f] = hn::LoadU(d, weight + f * channels);
        }
        TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
          const Vector value = hn::LoadU(d, tap + p * pixel_step);
          TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
            sums[p][f] = hn::MulAdd(value, filters[f], sums[p][f]);
          }
        }
      }
    }
    float* out = run.out + first * out_step + r * channels + channel;
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
        hn::StoreU(sums[p][f], d, out + p * out_step + f * channels);
      }
    }
  }
}

/// sums += one row of taps, from that of the first pixel on. Where neighbouring taps stand kReach
/// pixels apart, every input vector is loaded once and meets the up to kColumns pixels that it
/// belongs to; 0 for any other distance.
template <int kColumns, int kReach, int kPixels, int kFilters>
HWY_INLINE void add_row(const DepthwiseRows& run, const float* tap,
                        const Vector (&filter)[kColumns][kFilters],
                        Vector (&sums)[kPixels][kFilters]) {
  const Lanes d;
  const std::ptrdiff_t pixel_step = run.pixel_step;
  if constexpr (kReach > 0) {
    TWOFOLD_UNROLL for (int column = 0; column < kPixels + (kColumns - 1) * kReach; ++column) {
      const Vector value = hn::LoadU(d, tap);
      TWOFOLD_UNROLL for (int kx = 0; kx < kColumns; ++kx) {
        const int p = column - kx * kReach;
        if (p < 0 || p >= kPixels) continue;
        TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
          sums[p][f] = hn::MulAdd(value, filter[kx][f], sums[p][f]);
        }
      }
      tap += pixel_step;
    }
  } else {
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int kx = 0; kx < kColumns; ++kx) {
        const Vector value = hn::LoadU(d, tap + kx * run.column_step);
        TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
          sums[p][f] = hn::MulAdd(value, filter[kx][f], sums[p][f]);
        }
      }
      tap += pixel_step;
    }
  }
}

/// kFilters filters of kRows x kColumns taps, written out.
template <int kRows, int kColumns, int kReach, int kPixels, int kFilters>
HWY_INLINE void few_taps(const DepthwiseRows& run, int first, int r) {
  const Lanes d;
  const std::ptrdiff_t channels = run.channels;
  const std::ptrdiff_t weights_step = run.multiplier * channels;
  for (std::ptrdiff_t q = 0; q < channels; q += kLaneCount) {
    const std::ptrdiff_t channel = std::min<std::ptrdiff_t>(q, channels - kLaneCount);
    const float* in = run.in + first * run.pixel_step + channel;
    const float* weights = run.weights + r * channels + channel;
    Vector sums[kPixels][kFilters];
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) sums[p][f] = hn::Zero(d);
    }
    TWOFOLD_UNROLL for (int ky = 0; ky < kRows; ++ky) {
      Vector filter[kColumns][kFilters];
      TWOFOLD_UNROLL for (int kx = 0; kx < kColumns; ++kx) {
        TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
          filter[kx][f] = hn::LoadU(d, weights + kx * weights_step + f * channels);
        }
      }
      add_row<kColumns, kReach>(run, in, filter, sums);
      in += run.row_step;
      weights += run.weights_row_step;
    }
    float* out = run.out + first * run.out_step + r * channels + channel;
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
        hn::StoreU(sums[p][f], d, out + f * channels);
      }
      out += run.out_step;
    }
  }
}

template <int kRows, int kColumns, int kReach>
HWY_NOINLINE void few_taps_run(const DepthwiseRows& run) {
  int p = 0;
  for (; p + 8 <= run.pixels; p += 8) few_taps<kRows, kColumns, kReach, 8, 1>(run, p, 0);
  for (; p + 4 <= run.pixels; p += 4) few_taps<kRows, kColumns, kReach, 4, 1>(run, p, 0);
  for (; p < run.pixels; ++p) few_taps<kRows, kColumns, 0, 1, 1>(run, p, 0);
}

/// Two 3x3 filters of every channel.
template <int kReach>
HWY_NOINLINE void few_taps_pair(const DepthwiseRows& run, int r) {
  int p = 0;
  if constexpr (kManyRegisters)
    for (; p + 8 <= run.pixels; p += 8) few_taps<3, 3, kReach, 8, 2>(run, p, r);
  for (; p + 4 <= run.pixels; p += 4) few_taps<3, 3, kReach, 4, 2>(run, p, r);
  for (; p < run.pixels; ++p) few_taps<3, 3, 0, 1, 2>(run, p, r);
}

template <int kPixels, int kFilters>
HWY_NOINLINE void any_taps_run(const DepthwiseRows& run, int r) {
  int p = 0;
  for (; p + kPixels <= run.pixels; p += kPixels) any_taps<kPixels, kFilters>(run, p, r);
  for (; p < run.pixels; ++p) any_taps<1, kFilters>(run, p, r);
}

/// How many pixels neighbouring taps stand apart; 0 for more than two, or parts of pixels.
int reach(const DepthwiseRows& run) {
  if (run.column_step == run.pixel_step) return 1;
  return run.column_step == 2 * run.pixel_step ? 2 : 0;
}

void depthwise_rows(const DepthwiseRows& run) {
  // The filter of nearly every network, and what the picture's border leaves of it.
  if (run.multiplier == 1 && run.taps.height <= 3 && run.taps.height >= 2) {
    const bool three = run.taps.height == 3;
    if (run.taps.width == 3) {
      if (reach(run) == 1) return three ? few_taps_run<3, 3, 1>(run) : few_taps_run<2, 3, 1>(run);
      if (three && reach(run) == 2) return few_taps_run<3, 3, 2>(run);
      return three ? few_taps_run<3, 3, 0>(run) : few_taps_run<2, 3, 0>(run);
    }
    if (run.taps.width == 2) return three ? few_taps_run<3, 2, 0>(run) : few_taps_run<2, 2, 0>(run);
  }
  int r = 0;
  const bool three_by_three = run.taps == Extent{3, 3};
  for (; r + 2 <= run.multiplier; r += 2) {
    if (!three_by_three)
      any_taps_run<4, 2>(run, r);
    else if (const int pixels = reach(run); pixels == 1)
      few_taps_pair<1>(run, r);
    else
      pixels == 2 ? few_taps_pair<2>(run, r) : few_taps_pair<0>(run, r);
  }
  if (r < run.multiplier) any_taps_run<6, 1>(run, r);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
