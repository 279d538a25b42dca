// Sums along interleaved rows: neighbouring floats of a row in the lanes, whatever channel they
// belong to. Included once for every instruction set.
#if defined(TWOFOLD_FAST_WEAVE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_WEAVE_INL_H_
#undef TWOFOLD_FAST_WEAVE_INL_H_
#else
#define TWOFOLD_FAST_WEAVE_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// sums[r] += weights of every run times the rows it meets; `weights` and `masks` move on. As in
/// multiply_planes-inl.h a value that was loaded meets all taps of its run, which here lie below
/// each other.
template <int kRun, int kRows, class D>
HWY_INLINE void weave_runs(D d, std::span<const std::ptrdiff_t> runs, const float* in,
                           std::ptrdiff_t step, const float*& weights, const float*& masks,
                           hn::Vec<D> (&sums)[kRows]) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  using V = hn::Vec<D>;
  for (const std::ptrdiff_t run : runs) {
    V factors[kRun];
    TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
      factors[tap] = hn::Load(d, weights + tap * kLanes);
    }
    const V mask = masks ? hn::Load(d, masks) : hn::Zero(d);
    const float* from = in + run;
    TWOFOLD_UNROLL for (int row = 0; row < kRows + kRun - 1; ++row, from += step) {
      V value = hn::LoadU(d, from);
      if (masks) value = hn::And(mask, value);
      TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
        const int r = row - tap;
        if (r >= 0 && r < kRows) sums[r] = hn::MulAdd(value, factors[tap], sums[r]);
      }
    }
    weights += kRun * kLanes;
    if (masks) masks += kLanes;
  }
}

/// The vector at column `i` of kRows rows from row `first` on, the first lane of channel `channel`.
/// `w` is a copy throughout: what is stored could otherwise change it, for all the compiler knows.
template <int kRows, bool kMasked, class D>
HWY_INLINE void weave_column(D d, const Weave w, std::ptrdiff_t i, std::ptrdiff_t channel,
                             int first) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  using V = hn::Vec<D>;
  const std::ptrdiff_t table = channel * w.taps * kLanes;
  const float* weights = w.weights + table;
  const float* masks = kMasked ? w.masks + table : nullptr;
  const float* in = w.in + first * w.in_step + i;
  V sums[kRows];
  TWOFOLD_UNROLL for (int r = 0; r < kRows; ++r) sums[r] = hn::Zero(d);
  if constexpr (!kMasked) {
    weave_runs<3>(d, w.runs.first(w.threes), in, w.in_step, weights, masks, sums);
    weave_runs<2>(d, w.runs.subspan(w.threes, w.twos), in, w.in_step, weights, masks, sums);
  }
  weave_runs<1>(d, w.runs.subspan(w.threes + w.twos), in, w.in_step, weights, masks, sums);
  if (w.bias) {
    const V bias = hn::Load(d, w.bias + channel * kLanes);
    TWOFOLD_UNROLL for (int r = 0; r < kRows; ++r) { sums[r] = hn::Add(sums[r], bias); }
  }
  float* out = w.out + first * w.out_step + i;
  TWOFOLD_UNROLL for (int r = 0; r < kRows; ++r, out += w.out_step) hn::StoreU(sums[r], d, out);
}

/// All columns of `w.rows` rows, kRows at a time, then fewer.
template <int kRows, bool kMasked, class D>
HWY_NOINLINE void weave_rows(D d, const Weave w, int first) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  const std::ptrdiff_t last = w.length - kLanes;
  const std::ptrdiff_t last_channel = last % w.channels;
  for (; first + kRows <= w.rows; first += kRows) {
    std::ptrdiff_t channel = 0;
    for (std::ptrdiff_t i = 0; i < last; i += kLanes) {
      weave_column<kRows, kMasked>(d, w, i, channel, first);
      for (channel += kLanes; channel >= w.channels;) channel -= w.channels;
    }
    // The last vector ends where the rows end and overlaps the one before it.
    weave_column<kRows, kMasked>(d, w, last, last_channel, first);
  }
  if constexpr (kRows > 1) {
    if (first < w.rows) weave_rows<kRows / 2, kMasked>(d, w, first);
  }
}

template <class D>
HWY_INLINE void weave_all(D d, const Weave& w) {
  w.masks ? weave_rows<8, true>(d, w, 0) : weave_rows<8, false>(d, w, 0);
}

void weave(const Weave& w) { w.half ? weave_all(hn::Half<Lanes>(), w) : weave_all(Lanes(), w); }

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
