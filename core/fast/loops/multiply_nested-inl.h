// Four output rows by nested minimal filtering, tile by tile: sums of products (nested_sums-inl.h),
// from which the rows come as in quad_rows-inl.h, and where they go. Included once for every
// instruction set.
#if defined(TWOFOLD_FAST_MULTIPLY_NESTED_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_NESTED_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_NESTED_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_NESTED_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/nested_sums-inl.h"
#include "core/fast/loops/quad_rows-inl.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Where the next pixel of a row of a tile goes; past the caches if kPastCaches.
template <bool kPastCaches>
struct NestedRow {
  float* to;
  std::ptrdiff_t pixel_step;

  template <class D, class Panel>
  HWY_INLINE void store(D d, const Panel& panel, int v, hn::Vec<D> sum) const {
    if constexpr (kPastCaches) {
      hn::Stream(sum, d, to + panel.column(v));
    } else {
      hn::StoreU(sum, d, to + panel.column(v));
    }
  }
  /// Goes on from pixel to pixel: all their places at once would take too many registers.
  HWY_INLINE void next() {
    to += pixel_step;
    asm("" : "+r"(to));
  }
};

/// Where the four rows of a tile go.
template <bool kPastCaches>
struct NestedPlace {
  float* out;
  std::ptrdiff_t row_step;
  std::ptrdiff_t pixel_step;

  HWY_INLINE NestedRow<kPastCaches> row(int r) const { return {out + r * row_step, pixel_step}; }
};

/// One row of a tile.
template <class D, int kVectors, class Panel, class Row>
HWY_INLINE void store_row(D d, const Panel& panel, const Doubles<D, kVectors>& sums, Row row) {
  TWOFOLD_UNROLL for (int p = 0; p < kNestedPixels; ++p) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      row.store(d, panel, v, sums[p % 2][p / 2][v]);
    }
    row.next();
  }
}

/// Four rows of a tile, from pixel `first` on, an even one. Where it can be, vectors are stored one
/// by one as they come: many stores in a row would keep the products waiting.
template <class D, int kVectors, int kChannels, class Place>
HWY_INLINE void multiply_tile(D d, const MultiplyNested& m,
                              const NestedPanel<D, kVectors, kChannels>& panel,
                              std::ptrdiff_t first, const Place& place) {
  using V = hn::Vec<D>;
  Doubles<D, kVectors> low[2];
  add_kind<false>(d, m, panel, first, 1, low[0]);
  add_kind<false>(d, m, panel, first, 2, low[1]);
  for_doubles<kVectors>([&](int side, int pair, int v) HWY_ATTR {
    const KindPair<V> lows = kind_pair(low[0][side][pair][v], low[1][side][pair][v]);
    low[0][side][pair][v] = lows.sum;
    low[1][side][pair][v] = lows.difference;
  });
  Doubles<D, kVectors> high[2];
  add_kind<false>(d, m, panel, first, 3, high[0]);
  add_kind<false>(d, m, panel, first, 4, high[1]);
  // `low` becomes y0 and y3, as yet without the products of kinds 0 and 5.
  auto row1 = place.row(1);
  auto row2 = place.row(2);
  TWOFOLD_UNROLL for (int p = 0; p < kNestedPixels; ++p) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      V& low_sum = low[0][p % 2][p / 2][v];
      V& low_difference = low[1][p % 2][p / 2][v];
      const KindPair<V> lows{low_sum, low_difference};
      const KindPair<V> highs = kind_pair(high[0][p % 2][p / 2][v], high[1][p % 2][p / 2][v]);
      row1.store(d, panel, v, inner_row<1>(d, lows, highs));
      row2.store(d, panel, v, inner_row<2>(d, lows, highs));
      low_sum = inner_row<0>(d, lows, highs);
      low_difference = inner_row<3>(d, lows, highs);
    }
    row1.next();
    row2.next();
  }
  add_kind<true>(d, m, panel, first, 0, low[0]);
  store_row<D, kVectors>(d, panel, low[0], place.row(0));
  add_kind<true>(d, m, panel, first, 5, low[1]);
  store_row<D, kVectors>(d, panel, low[1], place.row(3));
}

/// What is wanted of a tile that was kept to where it belongs, bias included.
template <class D, int kVectors, int kChannels>
HWY_NOINLINE void finish_kept(D d, const MultiplyNested& m,
                              const NestedPanel<D, kVectors, kChannels>& panel,
                              std::ptrdiff_t first, const NestedPlace<false>& kept) {
  using V = hn::Vec<D>;
  const std::ptrdiff_t pixels = std::min<std::ptrdiff_t>(kNestedPixels, m.pixels - first);
  for (int row = 0; row < m.rows; ++row) {
    float* to = panel.out + row * m.out_step + first * panel.columns;
    const float* from = kept.out + row * kept.row_step;
    for (std::ptrdiff_t p = 0; p < pixels; ++p, to += panel.columns, from += kept.pixel_step) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        const V sum = hn::LoadU(d, from + panel.column(v));
        const V added = panel.bias ? hn::LoadU(d, panel.bias + panel.column(v)) : hn::Zero(d);
        hn::StoreU(hn::Add(sum, added), d, to + panel.column(v));
      }
    }
  }
}

/// One panel over all pixels. Where more than a store follows the sums, or not all of a tile is
/// wanted, the tile is kept in the first-level cache until the rest is done.
template <int kVectors, int kChannels, class D>
HWY_NOINLINE void nested_panel(D d, const MultiplyNested& m, const PackedMatrix::Panel& of) {
  using Panel = NestedPanel<D, kVectors, kChannels>;
  const Panel panel(m, of);
  HWY_ALIGN float floats[kQuadRows][kNestedPixels][Panel::kWidth];
  const NestedPlace<false> kept{floats[0][0], kNestedPixels * Panel::kWidth, Panel::kWidth};
  float* out = panel.out;
  for (std::ptrdiff_t first = 0; first < m.pixels; first += kNestedPixels) {
    if (panel.is_first)
      ask_for_floats<true>(m.ahead, first * panel.apart(), kNestedPixels * panel.apart());
    const bool direct = panel.only_stores && first + kNestedPixels <= m.pixels;
    if (direct && panel.streams) {
      multiply_tile(d, m, panel, first, NestedPlace<true>{out, m.out_step, panel.columns});
    } else {
      const NestedPlace<false> place{out, m.out_step, panel.columns};
      multiply_tile(d, m, panel, first, direct ? place : kept);
      if (!direct) finish_kept(d, m, panel, first, kept);
    }
    out += kNestedPixels * panel.columns;
  }
}

template <int kVectors, class D>
HWY_INLINE void nested_panel_by_channels(D d, const MultiplyNested& m,
                                         const PackedMatrix::Panel& panel) {
  switch (m.channels) {
    case 1: return nested_panel<kVectors, 1>(d, m, panel);
    case 3: return nested_panel<kVectors, 3>(d, m, panel);
    default: return nested_panel<kVectors, 0>(d, m, panel);
  }
}

template <class D>
HWY_INLINE void nested_panels(D d, const MultiplyNested& m) {
  for (const PackedMatrix::Panel& panel : m.matrix->panels()) {
    panel.vectors == 1 ? nested_panel_by_channels<1>(d, m, panel)
                       : nested_panel_by_channels<kNestedVectors>(d, m, panel);
  }
}

void multiply_nested(const MultiplyNested& m) {
  m.matrix->lanes() < kLaneCount ? nested_panels(hn::Half<Lanes>(), m) : nested_panels(Lanes(), m);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
