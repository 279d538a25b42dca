// Work with a known number of operations or bytes, to be timed. Included once for every instruction
// set.
#if defined(TWOFOLD_FAST_PROBE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_PROBE_INL_H_
#undef TWOFOLD_FAST_PROBE_INL_H_
#else
#define TWOFOLD_FAST_PROBE_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// `steps` multiply-adds in each of kChains independent chains of vectors, which hide the latency;
/// returns something that depends on all of them, so that none can be left out.
float multiply_add_chains(std::int64_t steps) {
  const Lanes d;
  Vector sums[kChains];
  TWOFOLD_UNROLL for (int i = 0; i < kChains; ++i) sums[i] = hn::Set(d, static_cast<float>(i));
  const Vector factor = hn::Set(d, 0.999f);
  const Vector term = hn::Set(d, 0.001f);
  for (std::int64_t step = 0; step < steps; ++step) {
    TWOFOLD_UNROLL for (int i = 0; i < kChains; ++i) sums[i] = hn::MulAdd(sums[i], factor, term);
  }
  TWOFOLD_UNROLL for (int i = 1; i < kChains; ++i) sums[0] = hn::Add(sums[0], sums[i]);
  return hn::GetLane(sums[0]);
}

/// to[i] = 2 * from[i]: one value read and one written each; `count` in whole vectors.
void doubled(const float* from, float* to, std::int64_t count) {
  const Lanes d;
  for (std::int64_t i = 0; i + kLaneCount <= count; i += kLaneCount) {
    const Vector value = hn::LoadU(d, from + i);
    hn::StoreU(hn::Add(value, value), d, to + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
