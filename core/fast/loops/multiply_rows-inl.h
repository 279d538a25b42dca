// Products of rows of pixels and a packed matrix, output channels in the lanes: a tile of some
// pixels by one panel stays in registers for the whole sum. Included once for every instruction
// set.
#if defined(TWOFOLD_FAST_MULTIPLY_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_ROWS_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_ROWS_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Most pixels in a tile: sums, one row of the panel and a broadcast pixel fit the registers, and
/// the pixels' offsets fit the general registers.
constexpr int most_pixels(int vectors) {
  if (kFewRegisters) return vectors == 1 ? 6 : (vectors == 2 ? 5 : 3);
  if (!kManyRegisters) return vectors == 1 ? 8 : (vectors == 2 ? 6 : 4);
  return vectors == 1 ? 8 : 6;
}

/// What a run of tiles needs.
struct PanelProduct {
  std::span<const float* const> segments;
  int segment_length;
  const std::ptrdiff_t* offsets;  ///< where every pixel is
  const float* matrix;            ///< the panel, from its first row that takes part
  float* kept;                    ///< MultiplyRows::kept
  bool begins;
  bool ends;
  float* out;
  Finish finish;
  Ahead ahead;
};

/// sums[p][v] += a[p] * matrix row, over all segments.
template <int kPixels, int kVectors>
HWY_INLINE void accumulate(const PanelProduct& product,
                           const std::array<std::ptrdiff_t, kPixels>& places,
                           Vector (&sums)[kPixels][kVectors]) {
  const Lanes d;
  const float* matrix = product.matrix;
  for (const float* from : product.segments) {
    for (int j = 0; j < product.segment_length; ++j, ++from, matrix += kVectors * kLaneCount) {
      Vector row[kVectors];
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        row[v] = hn::LoadU(d, matrix + v * kLaneCount);
      }
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        const Vector value = hn::Set(d, from[places[static_cast<std::size_t>(p)]]);
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          sums[p][v] = hn::MulAdd(value, row[v], sums[p][v]);
        }
      }
    }
  }
}

/// A tile's sums to and from memory, [pixels][vectors][lanes].
template <int kPixels, int kVectors>
HWY_INLINE void keep(const Vector (&sums)[kPixels][kVectors], float* to) {
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      hn::Store(sums[p][v], Lanes(), to + (p * kVectors + v) * kLaneCount);
    }
  }
}
template <int kPixels, int kVectors>
HWY_INLINE void load_kept(const float* from, Vector (&sums)[kPixels][kVectors]) {
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      sums[p][v] = hn::Load(Lanes(), from + (p * kVectors + v) * kLaneCount);
    }
  }
}

/// `tiles` tiles of kPixels pixels each, from pixel `first` on.
template <int kPixels, int kVectors>
HWY_NOINLINE void multiply_tiles(const PanelProduct& product, std::ptrdiff_t first,
                                 std::ptrdiff_t tiles) {
  const Lanes d;
  const Finish& finish = product.finish;
  const PackedMatrix& packed = *finish.matrix;
  const std::ptrdiff_t columns = packed.columns();
  const bool only_store = !finish.bias && columns >= kLaneCount;
  // All vectors of a panel stand side by side, but for the last of the matrix.
  const int column = packed.column(finish.first_vector);
  const int last_column = packed.column(finish.first_vector + kVectors - 1);
  for (std::ptrdiff_t tile = 0; tile < tiles; ++tile, first += kPixels) {
    Vector sums[kPixels][kVectors];
    if (product.begins) {
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) sums[p][v] = hn::Zero(d);
      }
    } else {
      load_kept<kPixels, kVectors>(product.kept + first * kVectors * kLaneCount, sums);
    }
    std::array<std::ptrdiff_t, kPixels> places;
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      places[static_cast<std::size_t>(p)] = product.offsets[first + p];
    }
    ask_for(product.ahead, first, kPixels);
    accumulate<kPixels, kVectors>(product, places, sums);
    if (!product.ends) {
      keep<kPixels, kVectors>(sums, product.kept + first * kVectors * kLaneCount);
      continue;
    }
    float* out = product.out + first * columns;
    if (!only_store) {
      HWY_ALIGN float kept[kPixels * kVectors * kLaneCount];
      keep<kPixels, kVectors>(sums, kept);
      finish_tile(d, finish, kept, kPixels, kVectors, out);
      continue;
    }
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p, out += columns) {
      TWOFOLD_UNROLL for (int v = 0; v + 1 < kVectors; ++v) {
        hn::StoreU(sums[p][v], d, out + column + v * kLaneCount);
      }
      hn::StoreU(sums[p][kVectors - 1], d, out + last_column);
    }
  }
}

using Tiles = void (*)(const PanelProduct&, std::ptrdiff_t first, std::ptrdiff_t tiles);

/// multiply_tiles for 1, 2, ... pixels a tile.
template <int kVectors, std::size_t... kIndex>
constexpr auto tiles_by_pixels(std::index_sequence<kIndex...>) {
  return std::array<Tiles, sizeof...(kIndex)>{
      &multiply_tiles<static_cast<int>(kIndex) + 1, kVectors>...};
}

/// One panel over all pixels, in tiles whose sizes differ by one at most: a short last tile would
/// have too few sums to hide the latency of the multiply-add.
template <int kVectors>
void multiply_panel(const PanelProduct& product, std::ptrdiff_t pixels) {
  constexpr int kMost = most_pixels(kVectors);
  static constexpr auto kTiles = tiles_by_pixels<kVectors>(std::make_index_sequence<kMost>());
  const std::ptrdiff_t tiles = (pixels + kMost - 1) / kMost;
  const std::ptrdiff_t small = pixels / tiles;
  const std::ptrdiff_t large_tiles = pixels - small * tiles;
  if (large_tiles > 0) kTiles[static_cast<std::size_t>(small)](product, 0, large_tiles);
  kTiles[static_cast<std::size_t>(small) - 1](product, large_tiles * (small + 1),
                                              tiles - large_tiles);
}

void multiply_rows(const MultiplyRows& m) {
  const std::ptrdiff_t pixels = std::ssize(m.offsets);
  if (pixels == 0) return;
  Ahead ahead = m.ahead;
  for (const PackedMatrix::Panel& panel : m.panels) {
    const float* matrix = m.matrix->values(panel) +
                          static_cast<std::ptrdiff_t>(m.first_row) * panel.vectors * kLaneCount;
    const PanelProduct product{.segments = m.segments,
                               .segment_length = m.segment_length,
                               .offsets = m.offsets.data(),
                               .matrix = matrix,
                               .kept = m.kept,
                               .begins = m.begins,
                               .ends = m.ends,
                               .out = m.out,
                               .finish = {m.matrix, panel.first_vector, m.bias},
                               .ahead = std::exchange(ahead, Ahead{})};
    switch (panel.vectors) {
      case 1: multiply_panel<1>(product, pixels); break;
      case 2: multiply_panel<2>(product, pixels); break;
      case 3: multiply_panel<3>(product, pixels); break;
      default: multiply_panel<kWidestPanel>(product, pixels); break;
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
