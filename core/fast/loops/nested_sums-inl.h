// Nested minimal filtering F(4, 3) x F(2, 3), output channels in the lanes: four rows of two pixels
// take 24 products a channel instead of 72. Included once for every instruction set.
//
// From row to row the matrices are those of quad_rows-inl.h. From column to column a pair of
// pixels comes, with r[p] of p even the combined row and g the weights of three columns, from
//     m0 = (r[p] - r[p + 2]) g0                    m1 = (r[p + 1] + r[p + 2]) (g0 + g1 + g2) / 2
//     m3 = (r[p + 1] - r[p + 3]) -g2               m2 = (r[p + 2] - r[p + 1]) (g0 - g1 + g2) / 2
//     y[p] = m1 + m2 + m0                          y[p + 1] = m1 - m2 + m3
// so that m0 and m3 go on adding to what is by then the sum and the difference of m1 and m2.
//
// No window slides here, every product needs a pixel of its own: weights stay in registers for
// several pairs of pixels, and broadcasting a float is what processors do beside a product.
#if defined(TWOFOLD_FAST_NESTED_SUMS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_NESTED_SUMS_INL_H_
#undef TWOFOLD_FAST_NESTED_SUMS_INL_H_
#else
#define TWOFOLD_FAST_NESTED_SUMS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Pairs of pixels of a tile: those of all four rows fill the registers.
inline constexpr int kNestedPairs = kNestedPixels / 2;

/// What becomes of one row of a tile: [pixel of a pair][pair][vector].
template <class D, int kVectors>
using Doubles = hn::Vec<D>[2][kNestedPairs][kVectors];

/// Calls visit(pixel of a pair, pair, vector) for all of them.
template <int kVectors, class Visit>
HWY_INLINE void for_doubles(const Visit& visit) {
  TWOFOLD_UNROLL for (int side = 0; side < 2; ++side) {
    TWOFOLD_UNROLL for (int pair = 0; pair < kNestedPairs; ++pair) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) visit(side, pair, v);
    }
  }
}

/// One panel of a product, worked out once. kChannels: those of the picture, or 0 for any number.
template <class D, int kVectors, int kChannels>
struct NestedPanel {
  static constexpr int kLanes = hn::MaxLanes(D());
  static constexpr int kWidth = kVectors * kLanes;

  NestedPanel(const MultiplyNested& m, const PackedMatrix::Panel& panel)
      : channels(m.channels),
        matrix(m.matrix->values(panel)),
        kind_floats(static_cast<std::ptrdiff_t>(channels) * 4 * kWidth),
        columns(m.matrix->columns()),
        out(m.out + m.matrix->column(panel.first_vector)),
        last(m.matrix->column(panel.first_vector + kVectors - 1) -
             m.matrix->column(panel.first_vector)),
        bias(m.bias ? m.bias + m.matrix->column(panel.first_vector) : nullptr),
        only_stores(m.rows == kQuadRows && !bias),
        streams(m.past_caches && last == kWidth - kLanes && fill_lines<kWidth>(out, columns)),
        is_first(panel.first_vector == 0) {}

  /// Where vector v of a pixel stands: the matrix's last one overlaps the one before it.
  HWY_INLINE std::ptrdiff_t column(int v) const { return v + 1 < kVectors ? v * kLanes : last; }

  /// Floats from one pixel to the next.
  HWY_INLINE std::ptrdiff_t apart() const { return kChannels > 0 ? kChannels : channels; }

  int channels;
  const float* matrix;
  std::ptrdiff_t kind_floats;  ///< of the weights of one kind of combined rows
  std::ptrdiff_t columns;
  float* out;
  std::ptrdiff_t last;
  const float* bias;
  bool only_stores;  ///< nothing else follows the sums
  bool streams;
  bool is_first;
};

/// sums[side][pair] += weights of one channel times what the pixels of the pairs, `channels` floats
/// apart, have at `from`.
template <class D, int kVectors>
HWY_INLINE void add_channel(D d, std::ptrdiff_t channels, const float* from, const float* weights,
                            Doubles<D, kVectors>& sums) {
  using V = hn::Vec<D>;
  constexpr int kLanes = hn::MaxLanes(D());
  TWOFOLD_UNROLL for (int side = 0; side < 2; ++side) {
    V factors[kVectors];
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      factors[v] = in_register(hn::Load(d, weights + (side * kVectors + v) * kLanes));
    }
    TWOFOLD_UNROLL for (int pair = 0; pair < kNestedPairs; ++pair) {
      const V value = hn::Set(d, from[(2 * pair + side) * channels]);
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        sums[side][pair][v] = hn::MulAdd(value, factors[v], sums[side][pair][v]);
      }
    }
  }
}

/// The same for all channels.
template <class D, int kVectors, int kChannels>
HWY_INLINE void add_channels(D d, const NestedPanel<D, kVectors, kChannels>& panel,
                             const float* from, const float* weights, Doubles<D, kVectors>& sums) {
  if constexpr (kManyRegisters && kChannels > 0) {
    from = unknown(from);
    weights = unknown(weights);
    TWOFOLD_UNROLL for (int q = 0; q < kChannels; ++q) {
      add_channel<D, kVectors>(d, kChannels, from + q, weights + q * 2 * panel.kWidth, sums);
    }
  } else {
    // With few registers it must not be unrolled: compilers would load weights too early.
    for (int q = 0; q < panel.channels; ++q, weights += 2 * panel.kWidth)
      add_channel<D, kVectors>(d, panel.apart(), unknown(from + q), weights, sums);
  }
}

/// What the products of one kind of combined rows come to, from pixel `first` on: added to `sums`
/// if kGoesOn, otherwise alone.
template <bool kGoesOn, class D, int kVectors, int kChannels>
HWY_INLINE void add_kind(D d, const MultiplyNested& m,
                         const NestedPanel<D, kVectors, kChannels>& panel, std::ptrdiff_t first,
                         int kind, Doubles<D, kVectors>& sums) {
  using V = hn::Vec<D>;
  const std::ptrdiff_t at = first * panel.apart();
  const float* weights = panel.matrix + kind * panel.kind_floats;
  Doubles<D, kVectors> inner;
  for_doubles<kVectors>([&](int side, int pair, int v)
                            HWY_ATTR { inner[side][pair][v] = hn::Zero(d); });
  add_channels(d, panel, m.sums[kind] + at, weights, inner);
  TWOFOLD_UNROLL for (int pair = 0; pair < kNestedPairs; ++pair) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      const V even = hn::Add(inner[0][pair][v], inner[1][pair][v]);
      const V odd = hn::Sub(inner[0][pair][v], inner[1][pair][v]);
      sums[0][pair][v] = kGoesOn ? hn::Add(sums[0][pair][v], even) : even;
      sums[1][pair][v] = kGoesOn ? hn::Add(sums[1][pair][v], odd) : odd;
    }
  }
  add_channels(d, panel, m.differences[kind] + at, weights + panel.kind_floats / 2, sums);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
