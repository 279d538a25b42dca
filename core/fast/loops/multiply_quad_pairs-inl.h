// Winograd's minimal filtering F(4, 3) for fewer output channels than a vector has lanes: it holds
// two kinds of products of every output side by side,
//
//     lanes      0    1    2    3   ...           of kinds a and b, whose combined rows are woven
//     products  a.0  b.0  a.1  b.1  ...           alike: one broadcast brings a column of both
//
// so that sums and differences of the kinds (quad_rows-inl.h) are those of neighbouring lanes.
// Included once for every instruction set.
#if defined(TWOFOLD_FAST_MULTIPLY_QUAD_PAIRS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_QUAD_PAIRS_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_QUAD_PAIRS_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_QUAD_PAIRS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstdint>
#include <cstring>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/quad_rows-inl.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Pixels of a tile, an even number: enough sums to hide the latency of the multiply-add.
inline constexpr int kPairPixels = kManyRegisters ? 12 : 8;
/// Outputs of a vector.
inline constexpr int kPairOutputs = kLaneCount / 2;

/// `even` in lanes 0, 2, ... and `odd` in lanes 1, 3, ...
HWY_INLINE Vector alternating(float even, float odd) {
  const Lanes d;
  return hn::OddEven(hn::Set(d, odd), hn::Set(d, even));
}

/// Two neighbouring floats in all lanes, alternating.
HWY_INLINE Vector broadcast_pair(const float* pair) {
  // Not as a double: not every instruction set has vectors of those.
  const hn::Repartition<std::uint64_t, Lanes> d64;
  std::uint64_t both = 0;
  std::memcpy(&both, pair, sizeof(both));
  return hn::BitCast(Lanes(), hn::Set(d64, both));
}

/// sums[p] += weights of every run times its pixels; the weights move on.
template <int kRun, int kPixels>
HWY_INLINE void add_paired_runs(std::span<const std::ptrdiff_t> runs, const float* combined,
                                const float*& weights, Vector (&sums)[kPixels]) {
  const Lanes d;
  for (const std::ptrdiff_t run : runs) {
    const float* from = unknown(combined + 2 * run);
    Vector factors[kRun];
    TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
      factors[tap] = hn::LoadU(d, weights + tap * kLaneCount);
    }
    TWOFOLD_UNROLL for (int column = 0; column < kPixels + kRun - 1; ++column) {
      const Vector value = broadcast_pair(from + 2 * column);
      TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
        const int p = column - tap;
        if (p >= 0 && p < kPixels) sums[p] = hn::MulAdd(value, factors[tap], sums[p]);
      }
    }
    weights += kRun * kLaneCount;
  }
}

/// sums += the products of pair number `pair`, from pixel `first` on.
template <int kPixels>
HWY_INLINE void add_paired(const MultiplyQuads& m, const float* matrix, std::ptrdiff_t first,
                           int pair, Vector (&sums)[kPixels]) {
  const float* combined = m.combined + pair * m.kind_step + 2 * first;
  const float* weights = matrix + pair * (m.matrix->rows() / 3) * kLaneCount;
  add_paired_runs<3, kPixels>(m.runs.first(m.threes), combined, weights, sums);
  if (m.threes == m.runs.size()) return;
  add_paired_runs<2, kPixels>(m.runs.subspan(m.threes, m.twos), combined, weights, sums);
  add_paired_runs<1, kPixels>(m.runs.subspan(m.threes + m.twos), combined, weights, sums);
}

/// Finished sums of two output rows, one in the even lanes and one in the odd ones, to `even` and
/// `odd`, as far as these rows are wanted (not null). Two pixels share a vector.
template <int kPixels, bool kOnlyStore>
HWY_INLINE void store_rows(const MultiplyQuads& m, float* even, float* odd, Vector bias,
                           const Vector (&sums)[kPixels]) {
  const Lanes d;
  const hn::Half<Lanes> half;
  const auto store = [&](float* to, Vector sum, int p) HWY_ATTR {
    if (!to) return;
    if constexpr (!kOnlyStore) sum = hn::Add(sum, bias);
    to += p * m.outputs;
    if (p + 1 == kPixels) {
      hn::StoreU(hn::LowerHalf(half, sum), half, to);
    } else if (m.outputs > kPairOutputs) {
      hn::StoreU(hn::LowerHalf(half, sum), half, to);
      hn::StoreU(hn::UpperHalf(half, sum), half, to + m.outputs);
    } else if (m.past_caches && fill_lines<kLaneCount>(to, kLaneCount)) {
      hn::Stream(sum, d, to);
    } else {
      hn::StoreU(sum, d, to);
    }
  };
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; p += 2) {
    const Vector next = sums[std::min(p + 1, kPixels - 1)];
    store(even, hn::ConcatEven(d, next, sums[p]), p);
    store(odd, hn::ConcatOdd(d, next, sums[p]), p);
  }
}

/// Four rows of kPixels pixels from `first` on, of the outputs of one panel.
template <int kPixels, bool kOnlyStore>
HWY_INLINE void multiply_paired(const MultiplyQuads& m, const PackedMatrix::Panel& panel,
                                std::ptrdiff_t first) {
  const Lanes d;
  const float* matrix = m.matrix->values(panel);
  const int output = m.matrix->column(panel.first_vector) / 2;
  Vector bias = hn::Zero(d);
  if (!kOnlyStore && m.bias) {
    const hn::Half<Lanes> half;
    const auto part = hn::LoadU(half, m.bias + output);
    bias = hn::Combine(d, part, part);
  }
  float* out = m.out + first * m.outputs + output;
  const auto row = [&](int r) { return r < m.rows ? out + r * m.out_step : nullptr; };
  Vector low[kPixels];
  Vector high[kPixels];
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) low[p] = high[p] = hn::Zero(d);
  if (output == 0) ask_for(m.ahead, first, kPixels);
  add_paired<kPixels>(m, matrix, first, 0, low);
  add_paired<kPixels>(m, matrix, first, 1, high);
  const Vector signs = alternating(0.0f, -0.0f);
  Vector inner[kPixels];  // y2 and y1
  Vector outer[kPixels];  // y0 and y3, as yet without m0 and m5
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    low[p] = hn::Add(hn::Xor(low[p], signs), hn::Shuffle2301(low[p]));
    high[p] = hn::Add(hn::Xor(high[p], signs), hn::Shuffle2301(high[p]));
    inner[p] = hn::MulAdd(high[p], alternating(kRowWeights[2], kRowWeights[1]), low[p]);
    outer[p] = hn::MulAdd(high[p], alternating(kRowWeights[0], kRowWeights[3]), low[p]);
  }
  store_rows<kPixels, kOnlyStore>(m, row(2), row(1), bias, inner);
  add_paired<kPixels>(m, matrix, first, 2, outer);
  store_rows<kPixels, kOnlyStore>(m, row(0), row(3), bias, outer);
}

/// One panel over all pixels. The last tile ends at the last pixel and overlaps the one before it:
/// what is computed twice is alike.
template <int kPixels, bool kOnlyStore>
HWY_NOINLINE void paired_panel(const MultiplyQuads& m, const PackedMatrix::Panel& panel) {
  if (m.pixels < kPixels) {
    if constexpr (kPixels > 1) paired_panel<(kPixels > 4 ? 4 : 1), kOnlyStore>(m, panel);
    return;
  }
  std::ptrdiff_t first = 0;
  for (; first + kPixels <= m.pixels; first += kPixels)
    multiply_paired<kPixels, kOnlyStore>(m, panel, first);
  if (first < m.pixels) multiply_paired<kPixels, kOnlyStore>(m, panel, m.pixels - kPixels);
}

void multiply_quad_pairs(const MultiplyQuads& m) {
  const bool only_store = !m.bias;
  for (const PackedMatrix::Panel& panel : m.matrix->panels()) {
    only_store ? paired_panel<kPairPixels, true>(m, panel)
               : paired_panel<kPairPixels, false>(m, panel);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
