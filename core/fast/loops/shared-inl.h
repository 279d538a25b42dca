// What every loop shares: the vector type, full unrolling, and what follows a sum.
#if defined(TWOFOLD_FAST_SHARED_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_SHARED_INL_H_
#undef TWOFOLD_FAST_SHARED_INL_H_
#else
#define TWOFOLD_FAST_SHARED_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/packed_matrix.h"
#include "core/tensor.h"

// Loops over the registers of a tile must vanish, or the tile lives in memory.
#ifndef TWOFOLD_UNROLL
#ifdef __clang__
#define TWOFOLD_UNROLL _Pragma("clang loop unroll(full)")
#else
#define TWOFOLD_UNROLL _Pragma("GCC unroll 64")
#endif
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes = hn::ScalableTag<float>;
using Vector = hn::Vec<Lanes>;
inline constexpr int kLaneCount = static_cast<int>(hn::MaxLanes(Lanes()));

#if HWY_TARGET == HWY_SSSE3 || HWY_TARGET == HWY_SSE4 || HWY_TARGET == HWY_AVX2 || \
    HWY_TARGET == HWY_WASM
inline constexpr bool kManyRegisters = false;  // 16 vector registers
inline constexpr int kPanelVectors = 2;
#else
inline constexpr bool kManyRegisters = true;  // 32
inline constexpr int kPanelVectors = 4;
#endif
/// In a browser the 16 are fewer: a product needs one before it is added, and the browser's
/// compiler keeps one for itself. What does not fit goes to memory in the innermost loop.
inline constexpr bool kFewRegisters = HWY_TARGET == HWY_WASM;
/// Vectors of a pixel that are computed together: with 16 registers two, which share what was
/// broadcast, since half of the sums wait in memory anyway.
inline constexpr int kNestedVectors = kManyRegisters ? 1 : 2;
inline constexpr std::ptrdiff_t kLineFloats = 16;  // of a cache line
inline constexpr int kWidestPanel = kManyRegisters ? 4 : 3;

/// The same pointer, of which the compiler knows nothing: it addresses what is near it relative to
/// it, instead of keeping every sum of an index and an offset in registers that are not there.
HWY_INLINE const float* unknown(const float* pointer) {
  asm("" : "+r"(pointer));
  return pointer;
}

/// The same vector, of which the compiler knows nothing: it keeps it in a register. Left to itself
/// it may read it again for every product, where the other factor would be cheaper to read.
template <class V>
HWY_INLINE V in_register(V vector) {
#if HWY_ARCH_X86 && HWY_TARGET != HWY_EMU128 && HWY_TARGET != HWY_SCALAR
  auto raw = vector.raw;
  asm("" : "+v"(raw));
  return {raw};
#else
  return vector;
#endif
}

/// Asks for `floats` floats of every row that lies ahead, from `begin` on. They go to the
/// second-level cache unless kFirstLevel: the first has other work.
template <bool kFirstLevel = false>
HWY_INLINE void ask_for_floats(const Ahead& ahead, std::ptrdiff_t begin, std::ptrdiff_t floats) {
  if (!ahead.from) return;
  const float* row = ahead.from + begin;
  for (int r = 0; r < ahead.rows; ++r, row += ahead.step) {
    for (std::ptrdiff_t i = 0; i < floats; i += kLineFloats)
      __builtin_prefetch(row + i, 0, kFirstLevel ? 3 : 2);
  }
}

/// Asks for what lies ahead beside `pixels` pixels from `first` on.
HWY_INLINE void ask_for(const Ahead& ahead, std::ptrdiff_t first, int pixels) {
  ask_for_floats(ahead, first * ahead.per_pixel, pixels * ahead.per_pixel);
}

/// Whether groups of kFloats floats from `to` on, `step` floats apart, are whole cache lines or
/// fill line after line: only then is it faster to store past the caches.
template <int kFloats>
HWY_INLINE bool fill_lines(const float* to, std::ptrdiff_t step) {
  constexpr std::ptrdiff_t kPart = kFloats < kLineFloats ? kFloats : kLineFloats;
  const bool fill = kPart == kLineFloats ? step % kLineFloats == 0 : step == kFloats;
  return fill && reinterpret_cast<std::uintptr_t>(to) % sizeof(float[kPart]) == 0;
}

/// What follows the sums of a product's panel.
struct Finish {
  const PackedMatrix* matrix;
  int first_vector;
  const float* bias;
};

/// Where more than a store follows the sums of a tile: bias, columns fewer than a vector. `sums`
/// holds [pixels][vectors][lanes].
template <class D>
HWY_NOINLINE void finish_tile(D d, const Finish& finish, const float* sums, int pixels, int vectors,
                              float* out) {
  constexpr int kLanes = hn::MaxLanes(D());
  const int columns = finish.matrix->columns();
  const std::size_t bytes = static_cast<std::size_t>(std::min(columns, kLanes)) * sizeof(float);
  const auto load = [&](const float* from) HWY_ATTR {
    HWY_ALIGN float part[kLanes] = {};
    std::memcpy(part, from, bytes);
    return hn::Load(d, part);
  };
  for (int p = 0; p < pixels; ++p, out += columns) {
    for (int v = 0; v < vectors; ++v, sums += kLanes) {
      const int column = finish.matrix->column(finish.first_vector + v);
      hn::Vec<D> sum = hn::Load(d, sums);
      if (finish.bias) sum = hn::Add(sum, load(finish.bias + column));
      HWY_ALIGN float part[kLanes];
      hn::Store(sum, d, part);
      std::memcpy(out + column, part, bytes);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
