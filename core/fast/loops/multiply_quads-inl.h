// Winograd's minimal filtering F(4, 3) from row to row, output channels in the lanes: a column of
// three taps takes six products for four output rows instead of twelve. The window slides along the
// combined rows as in multiply_planes-inl.h. Included once for every instruction set.
// The six kinds of products are summed in pairs (quad_rows-inl.h); a pair's sums stay in registers.
#if defined(TWOFOLD_FAST_MULTIPLY_QUADS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_QUADS_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_QUADS_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_QUADS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/quad_rows-inl.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Pixels of a tile: the sums of two pairs of kinds, the weights of a run and a broadcast pixel fit
/// 32 registers, those of one pair 16.
inline constexpr int kQuadPixels = 6;

/// Sums of two kinds of products.
template <int kPixels>
using Pair = Vector[2][kPixels];

/// sums[h][p] += weights[h] of every run times its pixels in planes[h]; the weights move on.
template <int kRun, int kPixels>
HWY_INLINE void add_pair_runs(std::span<const std::ptrdiff_t> runs, const float* const (&planes)[2],
                              const float* (&weights)[2], Pair<kPixels>& sums) {
  const Lanes d;
  for (const std::ptrdiff_t run : runs) {
    TWOFOLD_UNROLL for (int h = 0; h < 2; ++h) {
      const float* from = unknown(planes[h] + run);
      Vector factors[kRun];
      TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
        factors[tap] = hn::LoadU(d, weights[h] + tap * kLaneCount);
      }
      TWOFOLD_UNROLL for (int column = 0; column < kPixels + kRun - 1; ++column) {
        const Vector value = hn::Set(d, from[column]);
        TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
          const int p = column - tap;
          if (p >= 0 && p < kPixels) sums[h][p] = hn::MulAdd(value, factors[tap], sums[h][p]);
        }
      }
      weights[h] += kRun * kLaneCount;
    }
  }
}

/// One panel of a product, worked out once.
struct QuadPanel {
  QuadPanel(const MultiplyQuads& m, const PackedMatrix::Panel& panel)
      : matrix(m.matrix->values(panel)),
        kind_floats(m.matrix->rows() / kCombinedRows * kLaneCount),
        columns(m.outputs),
        out(m.out + m.matrix->column(panel.first_vector)),
        bias(m.bias ? m.bias + m.matrix->column(panel.first_vector) : nullptr) {}

  const float* matrix;
  std::ptrdiff_t kind_floats;  ///< of the weights of one kind of products
  std::ptrdiff_t columns;
  float* out;
  const float* bias;
};

/// sums += the products of kinds `a` and `b`, from pixel `first` on.
template <int kPixels>
HWY_INLINE void add_pair(const MultiplyQuads& m, const QuadPanel& panel, std::ptrdiff_t first,
                         int a, int b, Pair<kPixels>& sums) {
  const float* combined = m.combined + first;
  const float* const planes[2] = {combined + a * m.kind_step, combined + b * m.kind_step};
  const float* weights[2] = {panel.matrix + a * panel.kind_floats,
                             panel.matrix + b * panel.kind_floats};
  add_pair_runs<3, kPixels>(m.runs.first(m.threes), planes, weights, sums);
  if (m.threes == m.runs.size()) return;
  add_pair_runs<2, kPixels>(m.runs.subspan(m.threes, m.twos), planes, weights, sums);
  add_pair_runs<1, kPixels>(m.runs.subspan(m.threes + m.twos), planes, weights, sums);
}

/// Where the finished sums of a tile go, output row by output row; kOnlyStore: nothing follows the
/// sums.
template <int kPixels, bool kOnlyStore>
struct QuadStore {
  const MultiplyQuads& m;
  const QuadPanel& panel;
  std::ptrdiff_t first;  ///< pixel of the tile

  HWY_INLINE Vector finished(Vector sum) const {
    if constexpr (kOnlyStore) return sum;
    const Lanes d;
    return hn::Add(sum, hn::LoadU(d, panel.bias));
  }
  HWY_INLINE float* place(int row) const {
    return panel.out + row * m.out_step + first * panel.columns;
  }
  /// To where they belong, as far as the row is wanted.
  HWY_INLINE void operator()(int row, const Vector (&sums)[kPixels]) const {
    const Lanes d;
    if (row >= m.rows) return;
    float* to = place(row);
    if (m.past_caches && fill_lines<kLaneCount>(to, panel.columns)) {
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p)
          hn::Stream(finished(sums[p]), d, to + p * panel.columns);
    } else {
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p)
          hn::StoreU(finished(sums[p]), d, to + p * panel.columns);
    }
  }
};

/// The first halves of cache lines, kept until the second ones are there.
template <int kPixels, bool kOnlyStore>
struct QuadKeep : QuadStore<kPixels, kOnlyStore> {
  Vector (&kept)[kQuadRows][kPixels];

  HWY_INLINE void operator()(int row, const Vector (&sums)[kPixels]) const {
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) kept[row][p] = this->finished(sums[p]);
  }
};

/// Second halves: whole lines go past the caches.
template <int kPixels, bool kOnlyStore>
struct QuadJoin : QuadKeep<kPixels, kOnlyStore> {
  HWY_INLINE void operator()(int row, const Vector (&sums)[kPixels]) const {
    const Lanes d;
    if (row >= this->m.rows) return;
    float* to = this->place(row);
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p, to += kLineFloats) {
      hn::Stream(this->kept[row][p], d, to - kLaneCount);
      hn::Stream(this->finished(sums[p]), d, to);
    }
  }
};

/// Four rows of kPixels pixels from `first` on.
template <int kPixels, class Store>
HWY_INLINE void multiply_quad(const MultiplyQuads& m, const QuadPanel& panel, std::ptrdiff_t first,
                              const Store& store) {
  const Lanes d;
  Pair<kPixels> low;
  Pair<kPixels> high;
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) low[0][p] = low[1][p] = hn::Zero(d);
  if (panel.out == m.out) ask_for(m.ahead, first, kPixels);
  add_pair<kPixels>(m, panel, first, 1, 2, low);
  KindPair<Vector> lows[kPixels];
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) lows[p] = kind_pair(low[0][p], low[1][p]);
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) high[0][p] = high[1][p] = hn::Zero(d);
  add_pair<kPixels>(m, panel, first, 3, 4, high);
  Pair<kPixels> inner;  // y1 and y2
  Pair<kPixels> outer;  // y0 and y3, as yet without m0 and m5
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    const KindPair<Vector> highs = kind_pair(high[0][p], high[1][p]);
    outer[0][p] = inner_row<0>(d, lows[p], highs);
    inner[0][p] = inner_row<1>(d, lows[p], highs);
    inner[1][p] = inner_row<2>(d, lows[p], highs);
    outer[1][p] = inner_row<3>(d, lows[p], highs);
  }
  store(1, inner[0]);
  store(2, inner[1]);
  add_pair<kPixels>(m, panel, first, 0, 5, outer);
  store(0, outer[0]);
  store(3, outer[1]);
}

/// The tile at pixel `first` of one panel.
template <int kPixels, bool kOnlyStore>
HWY_INLINE void multiply_tile(const MultiplyQuads& m, const QuadPanel& panel,
                              std::ptrdiff_t first) {
  multiply_quad<kPixels>(m, panel, first, QuadStore<kPixels, kOnlyStore>{m, panel, first});
}

/// One panel over all pixels. The last tile ends at the last pixel and overlaps the one before it:
/// what is computed twice is alike.
template <int kPixels, bool kOnlyStore>
HWY_NOINLINE void quad_panel(const MultiplyQuads& m, const QuadPanel& panel) {
  if (m.pixels < kPixels) {
    if constexpr (kPixels > 1) quad_panel<(kPixels > 4 ? 4 : 1), kOnlyStore>(m, panel);
    return;
  }
  std::ptrdiff_t first = 0;
  for (; first + kPixels <= m.pixels; first += kPixels)
    multiply_tile<kPixels, kOnlyStore>(m, panel, first);
  if (first < m.pixels) multiply_tile<kPixels, kOnlyStore>(m, panel, m.pixels - kPixels);
}

/// Two panels of half a cache line each, so that whole lines go past the caches.
template <int kPixels, bool kOnlyStore>
HWY_NOINLINE void quad_halves(const MultiplyQuads& m, const QuadPanel& left,
                              const QuadPanel& right) {
  for (std::ptrdiff_t next = 0; next < m.pixels; next += kPixels) {
    const std::ptrdiff_t first = std::min(next, m.pixels - kPixels);
    Vector kept[kQuadRows][kPixels];
    multiply_quad<kPixels>(m, left, first, QuadKeep<kPixels, kOnlyStore>{{m, left, first}, kept});
    multiply_quad<kPixels>(m, right, first,
                           QuadJoin<kPixels, kOnlyStore>{{{m, right, first}, kept}});
  }
}

template <bool kOnlyStore>
HWY_INLINE void quad_panels(const MultiplyQuads& m) {
  const std::vector<PackedMatrix::Panel>& panels = m.matrix->panels();
  if constexpr (2 * kLaneCount == kLineFloats) {
    const bool whole_lines =
        m.outputs == kLineFloats &&
        reinterpret_cast<std::uintptr_t>(m.out) % sizeof(float[kLineFloats]) == 0;
    if (m.past_caches && whole_lines && m.pixels >= kQuadPixels)
      return quad_halves<kQuadPixels, kOnlyStore>(m, {m, panels[0]}, {m, panels[1]});
  }
  for (const PackedMatrix::Panel& panel : panels)
    quad_panel<kQuadPixels, kOnlyStore>(m, {m, panel});
}

void multiply_quads(const MultiplyQuads& m) {
  const bool only_store = !m.bias;
  only_store ? quad_panels<true>(m) : quad_panels<false>(m);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
