// The depthwise stage with channels in the lanes. Included once for every instruction set.
#if defined(TWOFOLD_FAST_DEPTHWISE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_DEPTHWISE_INL_H_
#undef TWOFOLD_FAST_DEPTHWISE_INL_H_
#else
#define TWOFOLD_FAST_DEPTHWISE_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/fast/finish-inl.h"
#include "core/fast/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast {
namespace HWY_NAMESPACE {

/// kPixels pixels from `first` on, kFilters filters of every channel from filter `r` on. A weight
/// vector serves kPixels pixels and a pixel's vector kFilters filters, so loads keep up with sums.
template <int kPixels, int kFilters>
HWY_INLINE void depthwise_tile(const DepthwiseRows& run, int first, int r) {
  const Lanes d;
  const std::ptrdiff_t weights_step = static_cast<std::ptrdiff_t>(run.multiplier) * run.channels;
  for (int q = 0; q < run.channels; q += kLaneCount) {
    // The last vector ends at the last channel and overlaps its neighbour.
    const int channel = std::min(q, run.channels - kLaneCount);
    const float* in = run.in + first * run.pixel_step + channel;
    const float* weights = run.weights + static_cast<std::ptrdiff_t>(r) * run.channels + channel;
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
          filters[f] = hn::LoadU(d, weight + f * static_cast<std::ptrdiff_t>(run.channels));
        }
        TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
          const Vector value = hn::LoadU(d, tap + p * run.pixel_step);
          TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
            sums[p][f] = hn::MulAdd(value, filters[f], sums[p][f]);
          }
        }
      }
    }
    float* out =
        run.out + first * run.out_step + static_cast<std::ptrdiff_t>(r) * run.channels + channel;
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int f = 0; f < kFilters; ++f) {
        hn::StoreU(sums[p][f], d,
                   out + p * run.out_step + f * static_cast<std::ptrdiff_t>(run.channels));
      }
    }
  }
}

/// All pixels of kFilters filters.
template <int kPixels, int kFilters>
HWY_NOINLINE void depthwise_filters(const DepthwiseRows& run, int r) {
  int p = 0;
  for (; p + kPixels <= run.pixels; p += kPixels) depthwise_tile<kPixels, kFilters>(run, p, r);
  for (; p + 2 <= run.pixels; p += 2) depthwise_tile<2, kFilters>(run, p, r);
  if (p < run.pixels) depthwise_tile<1, kFilters>(run, p, r);
}

void depthwise_rows(const DepthwiseRows& run) {
  int r = 0;
  for (; r + 2 <= run.multiplier; r += 2) depthwise_filters<4, 2>(run, r);
  if (r < run.multiplier) depthwise_filters<6, 1>(run, r);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast
HWY_AFTER_NAMESPACE();

#endif
