// Weighted sums of planes, pixels in the lanes. Included once for every instruction set.
#if defined(TWOFOLD_FAST_MIX_PLANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MIX_PLANES_INL_H_
#undef TWOFOLD_FAST_MIX_PLANES_INL_H_
#else
#define TWOFOLD_FAST_MIX_PLANES_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Computes outputs [first, first + kOutputs) over whole steps of kVectors vectors, from pixel
/// `begin` on; returns where it stopped.
template <int kOutputs, int kVectors>
HWY_INLINE std::ptrdiff_t mix_steps(const MixPlanes& m, int first, std::ptrdiff_t begin) {
  const Lanes d;
  constexpr std::ptrdiff_t kLanes = kLaneCount;
  const std::size_t count = m.from.size();
  const bool only_store = !m.bias;
  std::ptrdiff_t i = begin;
  for (; i + (kVectors - 1) * kLanes < m.length; i += kVectors * kLanes) {
    Vector sums[kOutputs][kVectors];
    TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) sums[o][v] = hn::Zero(d);
    }
    if (first == 0) ask_for(m.ahead, i, kVectors * kLaneCount);
    const float* weights = m.weights + first;
    for (std::size_t j = 0; j < count; ++j, weights += m.outputs) {
      // The fewer operands wait in registers, the others come one by one.
      const float* plane = unknown(m.from[j] + i);
      if constexpr (kVectors <= kOutputs) {
        Vector values[kVectors];
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          values[v] = hn::LoadU(d, plane + v * kLanes);
        }
        TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) {
          const Vector weight = hn::Set(d, weights[o]);
          TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
            sums[o][v] = hn::MulAdd(values[v], weight, sums[o][v]);
          }
        }
      } else {
        Vector factors[kOutputs];
        TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) factors[o] = hn::Set(d, weights[o]);
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          const Vector value = hn::LoadU(d, plane + v * kLanes);
          TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) {
            sums[o][v] = hn::MulAdd(value, factors[o], sums[o][v]);
          }
        }
      }
    }
    if (!only_store) {
      TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) {
        const Vector bias = hn::Set(d, m.bias ? m.bias[first + o] : 0.0f);
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          sums[o][v] = hn::Add(sums[o][v], bias);
        }
      }
    }
    TWOFOLD_UNROLL for (int o = 0; o < kOutputs; ++o) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        hn::StoreU(sums[o][v], d, m.to[first + o] + i + v * kLanes);
      }
    }
  }
  return i;
}

/// All pixels of kOutputs outputs: in wide steps, then in smaller ones.
template <int kOutputs, int kVectors>
HWY_NOINLINE void mix_outputs(const MixPlanes& m, int first) {
  std::ptrdiff_t done = mix_steps<kOutputs, kVectors>(m, first, 0);
  done = mix_steps<kOutputs, 2>(m, first, done);
  mix_steps<kOutputs, 1>(m, first, done);
}

// Ten or twelve sums at once hide the latency of the multiply-add and leave registers for the
// operands.
void mix_planes(const MixPlanes& m) {
  int first = 0;
  for (; first + 4 <= m.outputs; first += 4) mix_outputs<4, 3>(m, first);
  switch (m.outputs - first) {
    case 3: mix_outputs<3, 4>(m, first); break;
    case 2: mix_outputs<2, 5>(m, first); break;
    case 1: mix_outputs<1, 10>(m, first); break;
    default: break;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
