// Products of planes of pixels and a packed matrix, output channels in the lanes. Taps that stand
// side by side in one plane come as a run: the window slides along it, and a pixel that was
// broadcast once meets the weights of every tap of the run, so that loads keep up with sums.
// Included once for every instruction set.
#if defined(TWOFOLD_FAST_MULTIPLY_PLANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_MULTIPLY_PLANES_INL_H_
#undef TWOFOLD_FAST_MULTIPLY_PLANES_INL_H_
#else
#define TWOFOLD_FAST_MULTIPLY_PLANES_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <cstdint>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

inline constexpr std::ptrdiff_t kTilesAhead = 6;

/// Pixels of a tile: their sums, the weights of a run (one vector wide) or of a tap (more) and a
/// broadcast pixel fit the registers, with one to spare for the compiler.
constexpr int slide_pixels(int vectors) {
  if (kFewRegisters) return vectors == 1 ? 8 : (vectors == 2 ? 5 : 3);
  if (!kManyRegisters) return vectors == 1 ? 11 : (vectors == 2 ? 6 : 4);
  return vectors == 1 ? 22 : (vectors == 2 ? 12 : (vectors == 3 ? 8 : 6));
}

/// sums[p] += weights of every run times its pixels; `matrix` moves on to what follows.
template <int kRun, int kPixels, class D>
HWY_INLINE void add_runs(D d, std::span<const float* const> runs, std::ptrdiff_t first,
                         const float*& matrix, hn::Vec<D> (&sums)[kPixels][1]) {
  using V = hn::Vec<D>;
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  for (const float* run : runs) {
    const float* from = unknown(run + first);
    V weights[kRun];
    TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
      weights[tap] = hn::LoadU(d, matrix + tap * kLanes);
    }
    TWOFOLD_UNROLL for (int column = 0; column < kPixels + kRun - 1; ++column) {
      const V value = hn::Set(d, from[column]);
      TWOFOLD_UNROLL for (int tap = 0; tap < kRun; ++tap) {
        const int p = column - tap;
        if (p >= 0 && p < kPixels) sums[p][0] = hn::MulAdd(value, weights[tap], sums[p][0]);
      }
    }
    matrix += kRun * kLanes;
  }
}

/// The same for panels several vectors wide, of which every pixel meets enough at once: tap by tap.
template <int kRun, int kPixels, int kVectors, class D>
HWY_INLINE void add_taps(D d, std::span<const float* const> runs, std::ptrdiff_t first,
                         const float*& matrix, hn::Vec<D> (&sums)[kPixels][kVectors]) {
  using V = hn::Vec<D>;
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  for (const float* run : runs) {
    for (int tap = 0; tap < kRun; ++tap, matrix += kVectors * kLanes) {
      const float* from = unknown(run + first + tap);
      V row[kVectors];
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        row[v] = hn::LoadU(d, matrix + v * kLanes);
      }
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
        const V value = hn::Set(d, from[p]);
        TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
          sums[p][v] = hn::MulAdd(value, row[v], sums[p][v]);
        }
      }
    }
  }
}

/// Where the vectors of a panel stand in a row of `columns` outputs.
template <int kVectors, class D>
struct PanelColumns {
  static constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());

  PanelColumns(const PackedMatrix& matrix, const PackedMatrix::Panel& panel)
      : columns(matrix.columns()),
        first(matrix.column(panel.first_vector)),
        last(matrix.column(panel.first_vector + kVectors - 1)) {}

  /// Of vector v of pixel p, from the tile's first pixel on.
  HWY_INLINE std::ptrdiff_t operator()(int p, int v) const {
    return p * columns + (v + 1 < kVectors ? first + v * kLanes : last);
  }

  std::ptrdiff_t columns;
  std::ptrdiff_t first;
  std::ptrdiff_t last;  ///< the matrix's last vector overlaps the one before it
};

/// Whether tiles are to go past the caches: where one vector is a pixel's whole output and tiles
/// fill line after line. Two vectors a pixel were slower that way than through the caches.
template <int kVectors, class D>
bool streams(D, const MultiplyPlanes& m) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  return m.past_caches && kVectors == 1 && m.matrix->columns() == kLanes &&
         reinterpret_cast<std::uintptr_t>(m.out) % (kLanes * sizeof(float)) == 0;
}

/// The sums of a tile to where they belong; `begin` is the place of its first pixel.
template <int kPixels, int kVectors, class D>
HWY_INLINE void store_tile(D d, const MultiplyPlanes& m, const PanelColumns<kVectors, D>& place,
                           int vector, std::ptrdiff_t begin, bool stream,
                           hn::Vec<D> (&sums)[kPixels][kVectors]) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  float* out = m.out + begin;
  if (m.matrix->columns() < kLanes) {
    HWY_ALIGN float kept[kPixels * kVectors * kLanes];
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        hn::Store(sums[p][v], d, kept + (p * kVectors + v) * kLanes);
      }
    }
    return finish_tile(d, {m.matrix, vector, m.bias}, kept, kPixels, kVectors, out);
  }
  if (m.bias) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      const hn::Vec<D> added = hn::LoadU(d, m.bias + place(0, v));
      TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) { sums[p][v] = hn::Add(sums[p][v], added); }
    }
  }
  if (stream) {
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
        hn::Stream(sums[p][v], d, out + place(p, v));
      }
    }
    return;
  }
  TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
    TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) {
      hn::StoreU(sums[p][v], d, out + place(p, v));
    }
  }
}

/// `tiles` tiles of kPixels pixels each, from pixel `first` on, for one panel.
template <int kPixels, int kVectors, class D>
HWY_NOINLINE void slide_tiles(D d, const MultiplyPlanes& m, const PackedMatrix::Panel& panel,
                              std::ptrdiff_t first, std::ptrdiff_t tiles) {
  constexpr std::ptrdiff_t kLanes = hn::MaxLanes(D());
  const PanelColumns<kVectors, D> place(*m.matrix, panel);
  const bool stream = streams<kVectors>(d, m);
  const std::span<const float* const> threes = m.from.first(m.threes);
  const std::span<const float* const> twos = m.from.subspan(m.threes, m.twos);
  const std::span<const float* const> ones = m.from.subspan(m.threes + m.twos);
  for (; tiles > 0; --tiles, first += kPixels) {
    const std::ptrdiff_t begin = first * place.columns;
    hn::Vec<D> sums[kPixels][kVectors];
    TWOFOLD_UNROLL for (int p = 0; p < kPixels; ++p) {
      TWOFOLD_UNROLL for (int v = 0; v < kVectors; ++v) sums[p][v] = hn::Zero(d);
    }
    // Memory is slow to hand over lines that are to be written: they are asked for early.
    constexpr std::ptrdiff_t kTileFloats = kPixels * kVectors * kLanes;
    if (!stream) {
      TWOFOLD_UNROLL for (std::ptrdiff_t i = 0; i < kTileFloats; i += kLineFloats) {
        hwy::Prefetch(m.out + begin + kTilesAhead * kTileFloats + i);
      }
    }
    const float* matrix = m.matrix->values(panel);
    if constexpr (kVectors == 1) {
      add_runs<3>(d, threes, m.first + first, matrix, sums);
      add_runs<2>(d, twos, m.first + first, matrix, sums);
      add_runs<1>(d, ones, m.first + first, matrix, sums);
    } else {
      add_taps<3>(d, threes, m.first + first, matrix, sums);
      add_taps<2>(d, twos, m.first + first, matrix, sums);
      add_taps<1>(d, ones, m.first + first, matrix, sums);
    }
    store_tile(d, m, place, panel.first_vector, begin, stream, sums);
  }
}

/// One panel over all pixels. The last tile ends at the last pixel and overlaps the one before it:
/// what is computed twice is alike.
template <int kPixels, int kVectors, class D>
void slide_panel(D d, const MultiplyPlanes& m, const PackedMatrix::Panel& panel) {
  if (m.pixels < kPixels) {
    if constexpr (kPixels > 1) slide_panel<(kPixels > 4 ? 4 : 1), kVectors>(d, m, panel);
    return;
  }
  const std::ptrdiff_t tiles = m.pixels / kPixels;
  slide_tiles<kPixels, kVectors>(d, m, panel, 0, tiles);
  if (tiles * kPixels < m.pixels)
    slide_tiles<kPixels, kVectors>(d, m, panel, m.pixels - kPixels, 1);
}

template <class D>
HWY_INLINE void slide_panels(D d, const MultiplyPlanes& m) {
  for (const PackedMatrix::Panel& panel : m.matrix->panels()) {
    switch (panel.vectors) {
      case 1: slide_panel<slide_pixels(1), 1>(d, m, panel); break;
      case 2: slide_panel<slide_pixels(2), 2>(d, m, panel); break;
      case 3: slide_panel<slide_pixels(3), 3>(d, m, panel); break;
      default: slide_panel<slide_pixels(kWidestPanel), kWidestPanel>(d, m, panel); break;
    }
  }
}

void multiply_planes(const MultiplyPlanes& m) {
  m.matrix->lanes() < kLaneCount ? slide_panels(hn::Half<Lanes>(), m) : slide_panels(Lanes(), m);
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
