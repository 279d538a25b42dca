// What every loop shares: the vector type, full unrolling, and the activation.
#if defined(TWOFOLD_FAST_FINISH_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_FINISH_INL_H_
#undef TWOFOLD_FAST_FINISH_INL_H_
#else
#define TWOFOLD_FAST_FINISH_INL_H_
#endif

#include <hwy/highway.h>

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
namespace twofold::core::fast {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes = hn::ScalableTag<float>;
using Vector = hn::Vec<Lanes>;
inline constexpr int kLaneCount = static_cast<int>(hn::MaxLanes(Lanes()));

/// As core::activate, lane by lane; NaN stays NaN.
HWY_INLINE Vector activated(Vector v, Activation activation) {
  if (activation == Activation::none) return v;
  const Lanes d;
  const auto below = hn::Lt(v, hn::Zero(d));
  if (activation == Activation::leaky_relu)
    return hn::IfThenElse(below, hn::Mul(hn::Set(d, 0.1f), v), v);
  const Vector rectified = hn::IfThenZeroElse(below, v);
  if (activation == Activation::relu) return rectified;
  const Vector six = hn::Set(d, 6.0f);
  return hn::IfThenElse(hn::Gt(rectified, six), six, rectified);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast
HWY_AFTER_NAMESPACE();

#endif
