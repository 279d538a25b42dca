// Products of pixels and a packed matrix, output channels in the lanes: a tile of some pixels by
// one panel stays in registers for the whole sum. Included once for every instruction set.
#if defined(TWOFOLD_FAST_MULTIPLY_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "core/fast/finish-inl.h"
#include "core/fast/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SSSE3 || HWY_TARGET == HWY_SSE4 || HWY_TARGET == HWY_AVX2
inline constexpr bool kManyRegisters = false;  // 16 vector registers
inline constexpr int kPanelVectors = 2;
#else
inline constexpr bool kManyRegisters = true;  // 32
inline constexpr int kPanelVectors = 4;
#endif
inline constexpr int kWidestPanel = kManyRegisters ? 4 : 3;

/// Most pixels in a tile: sums, one row of the panel and a broadcast pixel fit the registers, and
/// with pixels at arbitrary places their offsets fit the general registers.
constexpr int most_pixels(int vectors, bool planes) {
  if (!kManyRegisters) return vectors == 1 ? (planes ? 12 : 8) : (vectors == 2 ? 6 : 4);
  if (planes) return vectors == 1 ? 16 : (vectors == 2 ? 12 : (vectors == 3 ? 8 : 6));
  return vectors == 1 ? 8 : 6;
}

/// Where the pixels of a tile are: side by side (planes) or anywhere (rows).
struct SideBySide {
  std::ptrdiff_t first;
  HWY_INLINE const float* start(const float* plane) const { return plane + first; }
  HWY_INLINE std::ptrdiff_t operator[](int p) const { return p; }
};
template <int kPixels>
struct Anywhere {
  std::array<std::ptrdiff_t, kPixels> offsets;
  HWY_INLINE const float* start(const float* segment) const { return segment; }
  HWY_INLINE std::ptrdiff_t operator[](int p) const { return offsets[static_cast<std::size_t>(p)]; }
};

/// What a run of tiles needs, the same for planes and rows.
struct Product {
  std::span<const float* const> segments;
  int segment_length;
  const std::ptrdiff_t* offsets;  ///< rows: where every pixel is
  std::ptrdiff_t plane_first;     ///< planes: where the first pixel is
  const float* matrix;            ///< the panel, from its first row that takes part
  const PackedMatrix* packed;
  int first_vector;
  bool continues;
  float* out;
  const float* bias;
  Activation activation;
};

/// sums[p][v] += a[p] * matrix row, over all segments.
template <int kPixels, int kVectors, bool kPlanes, class Places>
HWY_INLINE void accumulate(const Product& product, const Places& places,
                           Vector (&sums)[kPixels][kVectors]) {
  const Lanes d;
  const float* matrix = product.matrix;
  const int length = kPlanes ? 1 : product.segment_length;
  for (const float* segment : product.segments) {
    const float* from = places.start(segment);
    for (int j = 0; j < length; ++j, ++from, matrix += kVectors * kLaneCount) {
      Vector row[kVectors];
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        row[v] = hn::LoadU(d, matrix + v * kLaneCount);
      }
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        const Vector value = hn::Set(d, from[places[p]]);
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          sums[p][v] = hn::MulAdd(value, row[v], sums[p][v]);
        }
      }
    }
  }
}

/// Where more than a store follows the sums of a tile: earlier parts of the sum, bias, activation,
/// columns fewer than a vector. `sums` holds [pixels][vectors][lanes].
HWY_NOINLINE void finish_tile(const Product& product, const float* sums, int pixels, int vectors,
                              float* out) {
  const Lanes d;
  const int columns = product.packed->columns();
  const std::size_t bytes = static_cast<std::size_t>(std::min(columns, kLaneCount)) * sizeof(float);
  const auto load = [&](const float* from) HWY_ATTR {
    HWY_ALIGN float part[kLaneCount] = {};
    std::memcpy(part, from, bytes);
    return hn::Load(d, part);
  };
  for (int p = 0; p < pixels; ++p, out += columns) {
    for (int v = 0; v < vectors; ++v, sums += kLaneCount) {
      const int column = product.packed->column(product.first_vector + v);
      Vector sum = hn::Load(d, sums);
      // Whole vectors began with the earlier part.
      if (product.continues && columns < kLaneCount) sum = hn::Add(sum, load(out + column));
      if (product.bias) sum = hn::Add(sum, load(product.bias + column));
      HWY_ALIGN float part[kLaneCount];
      hn::Store(activated(sum, product.activation), d, part);
      std::memcpy(out + column, part, bytes);
    }
  }
}

/// `tiles` tiles of kPixels pixels each, from pixel `first` on.
template <int kPixels, int kVectors, bool kPlanes>
HWY_NOINLINE void multiply_tiles(const Product& product, std::ptrdiff_t first,
                                 std::ptrdiff_t tiles) {
  const Lanes d;
  const std::ptrdiff_t columns = product.packed->columns();
  const bool whole_vectors = columns >= kLaneCount;
  const bool only_store = !product.bias && whole_vectors && product.activation == Activation::none;
  // All vectors of a panel stand side by side, but for the last of the matrix.
  const int column = product.packed->column(product.first_vector);
  const int last_column = product.packed->column(product.first_vector + kVectors - 1);
  for (std::ptrdiff_t tile = 0; tile < tiles; ++tile, first += kPixels) {
    Vector sums[kPixels][kVectors];
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) sums[p][v] = hn::Zero(d);
    }
    float* out = product.out + first * columns;
    if (product.continues && whole_vectors) {
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        TWOFOLD_UNROLL for (int v = 0; v + 1 < kVectors; ++v) {
          sums[p][v] = hn::LoadU(d, out + p * columns + column + v * kLaneCount);
        }
        sums[p][kVectors - 1] = hn::LoadU(d, out + p * columns + last_column);
      }
    }
    if constexpr (kPlanes) {
      accumulate<kPixels, kVectors, true>(product, SideBySide{product.plane_first + first}, sums);
    } else {
      Anywhere<kPixels> places;
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        places.offsets[static_cast<std::size_t>(p)] = product.offsets[first + p];
      }
      accumulate<kPixels, kVectors, false>(product, places, sums);
    }
    if (!only_store) {
      HWY_ALIGN float kept[kPixels * kVectors * kLaneCount];
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          hn::Store(sums[p][v], d, kept + (p * kVectors + v) * kLaneCount);
        }
      }
      finish_tile(product, kept, kPixels, kVectors, out);
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

using Tiles = void (*)(const Product&, std::ptrdiff_t first, std::ptrdiff_t tiles);

/// multiply_tiles for 1, 2, ... pixels a tile.
template <int kVectors, bool kPlanes, std::size_t... kIndex>
constexpr auto tiles_by_pixels(std::index_sequence<kIndex...>) {
  return std::array<Tiles, sizeof...(kIndex)>{
      &multiply_tiles<static_cast<int>(kIndex) + 1, kVectors, kPlanes>...};
}

/// One panel over all pixels, in tiles whose sizes differ by one at most: a short last tile would
/// have too few sums to hide the latency of the multiply-add.
template <int kVectors, bool kPlanes>
void multiply_panel(const Product& product, std::ptrdiff_t pixels) {
  constexpr int kMost = most_pixels(kVectors, kPlanes);
  static constexpr auto kTiles =
      tiles_by_pixels<kVectors, kPlanes>(std::make_index_sequence<kMost>());
  const std::ptrdiff_t tiles = (pixels + kMost - 1) / kMost;
  const std::ptrdiff_t small = pixels / tiles;
  const std::ptrdiff_t large_tiles = pixels - small * tiles;
  if (large_tiles > 0) kTiles[static_cast<std::size_t>(small)](product, 0, large_tiles);
  kTiles[static_cast<std::size_t>(small) - 1](product, large_tiles * (small + 1),
                                              tiles - large_tiles);
}

template <bool kPlanes>
void multiply_panels(Product product, std::ptrdiff_t pixels, int first_row,
                     std::span<const PackedMatrix::Panel> panels) {
  if (pixels == 0) return;
  const PackedMatrix& matrix = *product.packed;
  for (const PackedMatrix::Panel& panel : panels) {
    product.first_vector = panel.first_vector;
    product.matrix =
        matrix.values(panel) + static_cast<std::ptrdiff_t>(first_row) * panel.vectors * kLaneCount;
    switch (panel.vectors) {
      case 1: multiply_panel<1, kPlanes>(product, pixels); break;
      case 2: multiply_panel<2, kPlanes>(product, pixels); break;
      case 3: multiply_panel<3, kPlanes>(product, pixels); break;
      default: multiply_panel<kWidestPanel, kPlanes>(product, pixels); break;
    }
  }
}

void multiply_planes(const MultiplyPlanes& m) {
  multiply_panels<true>(
      {m.from, 1, nullptr, m.first, nullptr, m.matrix, 0, false, m.out, m.bias, m.activation},
      m.pixels, 0, m.matrix->panels());
}

void multiply_rows(const MultiplyRows& m) {
  multiply_panels<false>({m.segments, m.segment_length, m.offsets.data(), 0, nullptr, m.matrix, 0,
                          m.continues, m.out, m.bias, m.activation},
                         static_cast<std::ptrdiff_t>(m.offsets.size()), m.first_row, m.panels);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast
HWY_AFTER_NAMESPACE();

#endif
