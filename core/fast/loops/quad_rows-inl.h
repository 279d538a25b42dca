// The output transform of Winograd's minimal filtering F(4, 3): four output rows from six kinds of
// products,
//     y0 = m0 + s +   t       y2 = s + 4 t           s = m1 + m2, t = m3 + m4  in even rows,
//     y1 =      s + 2 t       y3 = s + 8 t + m5      s = m1 - m2, t = m3 - m4  in odd ones.
// Products are therefore summed in pairs: 1 and 2, 3 and 4, and last 0 and 5, which go on adding to
// what is by then y0 and y3. Included once for every instruction set.
//
// The matrices are those of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks"
// (2015), https://arxiv.org/abs/1509.09308.
#if defined(TWOFOLD_FAST_QUAD_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_QUAD_ROWS_INL_H_
#undef TWOFOLD_FAST_QUAD_ROWS_INL_H_
#else
#define TWOFOLD_FAST_QUAD_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// What t counts in each row.
inline constexpr float kRowWeights[kQuadRows] = {1.0f, 2.0f, 4.0f, 8.0f};

/// What two kinds of products come to in even rows, and in odd ones.
template <class V>
struct KindPair {
  V sum;
  V difference;
};
template <class V>
HWY_INLINE KindPair<V> kind_pair(V first, V second) {
  return {hn::Add(first, second), hn::Sub(first, second)};
}

/// Row kRow, as yet without the products of kinds 0 and 5: `low` is the pair of kinds 1 and 2,
/// `high` that of kinds 3 and 4.
template <int kRow, class D, class V = hn::Vec<D>>
HWY_INLINE V inner_row(D d, const KindPair<V>& low, const KindPair<V>& high) {
  const V s = kRow % 2 == 0 ? low.sum : low.difference;
  const V t = kRow % 2 == 0 ? high.sum : high.difference;
  return kRow == 0 ? hn::Add(s, t) : hn::MulAdd(hn::Set(d, kRowWeights[kRow]), t, s);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
