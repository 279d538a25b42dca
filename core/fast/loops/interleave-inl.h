// Planes to interleaved channels and back. Included once for every instruction set.
//
// One to four channels have instructions of their own; more go in groups of four, blocks of 4
// pixels by 4 channels transposed in registers, the last group overlapping the one before.
#if defined(TWOFOLD_FAST_INTERLEAVE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef TWOFOLD_FAST_INTERLEAVE_INL_H_
#undef TWOFOLD_FAST_INTERLEAVE_INL_H_
#else
#define TWOFOLD_FAST_INTERLEAVE_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstring>

#include "core/fast/loops/kernels.h"
#include "core/fast/loops/shared-inl.h"

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// Four channels of several pixels: blocks of four floats, one or two of them in a vector.
using Blocks = hn::CappedTag<float, 8>;
using BlockVector = hn::Vec<Blocks>;
inline constexpr int kBlockLanes = static_cast<int>(hn::MaxLanes(Blocks()));

/// The block at `from` and, in a vector of two, the one `step` floats on.
HWY_INLINE BlockVector load_blocks(const float* from, std::ptrdiff_t step) {
  const Blocks d;
  if constexpr (kBlockLanes == 8) {
    const hn::Half<Blocks> half;
    return hn::Combine(d, hn::LoadU(half, from + step), hn::LoadU(half, from));
  } else {
    return hn::LoadU(d, from);
  }
}
HWY_INLINE void store_blocks(BlockVector blocks, float* to, std::ptrdiff_t step) {
  const Blocks d;
  if constexpr (kBlockLanes == 8) {
    const hn::Half<Blocks> half;
    hn::StoreU(hn::LowerHalf(half, blocks), half, to);
    hn::StoreU(hn::UpperHalf(half, blocks), half, to + step);
  } else {
    hn::StoreU(blocks, d, to);
  }
}

/// Block by block, rows become columns.
HWY_INLINE void transpose(BlockVector& a, BlockVector& b, BlockVector& c, BlockVector& e) {
  const Blocks d;
  const hn::RepartitionToWide<Blocks> wide;
  const auto ab_low = hn::BitCast(wide, hn::InterleaveLower(d, a, b));
  const auto ab_high = hn::BitCast(wide, hn::InterleaveUpper(d, a, b));
  const auto ce_low = hn::BitCast(wide, hn::InterleaveLower(d, c, e));
  const auto ce_high = hn::BitCast(wide, hn::InterleaveUpper(d, c, e));
  a = hn::BitCast(d, hn::InterleaveLower(wide, ab_low, ce_low));
  b = hn::BitCast(d, hn::InterleaveUpper(wide, ab_low, ce_low));
  c = hn::BitCast(d, hn::InterleaveLower(wide, ab_high, ce_high));
  e = hn::BitCast(d, hn::InterleaveUpper(wide, ab_high, ce_high));
}

/// Eight channels at a time in vectors of two blocks: whole vectors are stored.
HWY_INLINE std::ptrdiff_t interleave_eights(const Interleave& job) {
  const Blocks d;
  std::ptrdiff_t p = 0;
  for (; p + kBlockLanes <= job.pixels; p += kBlockLanes) {
    for (int c = 0; c < job.channels; c += kBlockLanes) {
      BlockVector rows[8];
      TWOFOLD_UNROLL for (int i = 0; i < 8; ++i) {
        rows[i] = hn::LoadU(d, job.planes + (c + i) * job.stride + p);
      }
      transpose(rows[0], rows[1], rows[2], rows[3]);
      transpose(rows[4], rows[5], rows[6], rows[7]);
      float* to = job.interleaved + p * job.channels + c;
      TWOFOLD_UNROLL for (int i = 0; i < 4; ++i) {
        hn::StoreU(hn::ConcatLowerLower(d, rows[i + 4], rows[i]), d, to + i * job.channels);
        hn::StoreU(hn::ConcatUpperUpper(d, rows[i + 4], rows[i]), d, to + (i + 4) * job.channels);
      }
    }
  }
  return p;
}

/// Pixels [0, result) in vectors; the caller does the rest one by one.
HWY_INLINE std::ptrdiff_t interleave_vectors(const Interleave& job) {
  const Lanes d;
  const int channels = job.channels;
  const auto load = [&](int c, std::ptrdiff_t p)
                        HWY_ATTR { return hn::LoadU(d, job.planes + c * job.stride + p); };
  std::ptrdiff_t p = 0;
  if (channels <= 4) {
    for (; p + kLaneCount <= job.pixels; p += kLaneCount) {
      float* out = job.interleaved + p * channels;
      if (channels == 2) hn::StoreInterleaved2(load(0, p), load(1, p), d, out);
      if (channels == 3) hn::StoreInterleaved3(load(0, p), load(1, p), load(2, p), d, out);
      if (channels == 4)
        hn::StoreInterleaved4(load(0, p), load(1, p), load(2, p), load(3, p), d, out);
    }
    return p;
  }
  if (kBlockLanes == 8 && channels % 8 == 0) return interleave_eights(job);
  const Blocks d8;
  for (; p + kBlockLanes <= job.pixels; p += kBlockLanes) {
    for (int group = 0; group < channels; group += 4) {
      const int c = std::min(group, channels - 4);
      const float* from = job.planes + c * job.stride + p;
      BlockVector row0 = hn::LoadU(d8, from);
      BlockVector row1 = hn::LoadU(d8, from + job.stride);
      BlockVector row2 = hn::LoadU(d8, from + 2 * job.stride);
      BlockVector row3 = hn::LoadU(d8, from + 3 * job.stride);
      transpose(row0, row1, row2, row3);
      float* to = job.interleaved + p * channels + c;
      const std::ptrdiff_t step = 4 * static_cast<std::ptrdiff_t>(channels);
      store_blocks(row0, to, step);
      store_blocks(row1, to + channels, step);
      store_blocks(row2, to + 2 * channels, step);
      store_blocks(row3, to + 3 * channels, step);
    }
  }
  return p;
}

void interleave(const Interleave& job) {
  if (job.channels == 1) {
    std::memcpy(job.interleaved, job.planes, static_cast<std::size_t>(job.pixels) * sizeof(float));
    return;
  }
  for (std::ptrdiff_t p = interleave_vectors(job); p < job.pixels; ++p) {
    for (int c = 0; c < job.channels; ++c)
      job.interleaved[p * job.channels + c] = job.planes[c * job.stride + p];
  }
}

/// Asks for what is taken apart next, beside the `pixels` pixels from p on.
HWY_INLINE void ask_for_next(const Deinterleave& job, std::ptrdiff_t p, int pixels) {
  if (!job.next) return;
  const float* next = job.next + p * job.channels;
  for (int i = 0; i < pixels * job.channels; i += kLineFloats) hwy::Prefetch(next + i);
}

/// A vector of every channel of kLaneCount pixels.
template <int kChannels>
HWY_INLINE void load_channels(const float* in, Vector (&v)[kChannels]) {
  const Lanes d;
  if constexpr (kChannels == 2) hn::LoadInterleaved2(d, in, v[0], v[1]);
  if constexpr (kChannels == 3) hn::LoadInterleaved3(d, in, v[0], v[1], v[2]);
  if constexpr (kChannels == 4) hn::LoadInterleaved4(d, in, v[0], v[1], v[2], v[3]);
}

/// Whole vectors; returns where they end.
template <int kChannels>
HWY_NOINLINE std::ptrdiff_t deinterleave_few(const Deinterleave& job) {
  const Lanes d;
  std::ptrdiff_t p = 0;
  for (; p + kLaneCount <= job.pixels; p += kLaneCount) {
    ask_for_next(job, p, kLaneCount);
    Vector v[kChannels];
    load_channels<kChannels>(job.interleaved + p * kChannels, v);
    TWOFOLD_UNROLL for (int c = 0; c < kChannels; ++c) hn::StoreU(v[c], d, job.planes[c] + p);
  }
  return p;
}

/// The same for twice as many channels: pairs of pixels, as a stride of 2 makes them.
template <int kHalf>
HWY_NOINLINE std::ptrdiff_t deinterleave_pairs(const Deinterleave& job) {
  const Lanes d;
  std::ptrdiff_t p = 0;
  for (; p + kLaneCount <= job.pixels; p += kLaneCount) {
    ask_for_next(job, p, kLaneCount);
    const float* in = job.interleaved + p * 2 * kHalf;
    Vector low[kHalf];
    Vector high[kHalf];
    load_channels<kHalf>(in, low);
    load_channels<kHalf>(in + kLaneCount * kHalf, high);
    TWOFOLD_UNROLL for (int c = 0; c < kHalf; ++c) {
      hn::StoreU(hn::ConcatEven(d, high[c], low[c]), d, job.planes[c] + p);
      hn::StoreU(hn::ConcatOdd(d, high[c], low[c]), d, job.planes[c + kHalf] + p);
    }
  }
  return p;
}

/// Any number from four on, in blocks of four.
HWY_NOINLINE std::ptrdiff_t deinterleave_blocks(const Deinterleave& job) {
  const int channels = job.channels;
  std::ptrdiff_t p = 0;
  const Blocks d8;
  const Planes planes = job.planes;
  for (; p + kBlockLanes <= job.pixels; p += kBlockLanes) {
    ask_for_next(job, p, kBlockLanes);
    for (int group = 0; group < channels; group += 4) {
      const int c = std::min(group, channels - 4);
      const float* from = job.interleaved + p * channels + c;
      const std::ptrdiff_t step = 4 * static_cast<std::ptrdiff_t>(channels);
      BlockVector row0 = load_blocks(from, step);
      BlockVector row1 = load_blocks(from + channels, step);
      BlockVector row2 = load_blocks(from + 2 * channels, step);
      BlockVector row3 = load_blocks(from + 3 * channels, step);
      transpose(row0, row1, row2, row3);
      hn::StoreU(row0, d8, planes[c] + p);
      hn::StoreU(row1, d8, planes[c + 1] + p);
      hn::StoreU(row2, d8, planes[c + 2] + p);
      hn::StoreU(row3, d8, planes[c + 3] + p);
    }
  }
  return p;
}

/// Pixels [0, result) in vectors; the caller does the rest one by one.
HWY_INLINE std::ptrdiff_t deinterleave_vectors(const Deinterleave& job) {
  switch (job.channels) {
    case 2: return deinterleave_few<2>(job);
    case 3: return deinterleave_few<3>(job);
    case 4: return deinterleave_few<4>(job);
    case 6: return deinterleave_pairs<3>(job);
    case 8: return deinterleave_pairs<4>(job);
    default: return deinterleave_blocks(job);
  }
}

void deinterleave(const Deinterleave& job) {
  if (job.channels == 1) {
    std::memcpy(job.planes[0], job.interleaved,
                static_cast<std::size_t>(job.pixels) * sizeof(float));
    return;
  }
  for (std::ptrdiff_t p = deinterleave_vectors(job); p < job.pixels; ++p) {
    for (int c = 0; c < job.channels; ++c) job.planes[c][p] = job.interleaved[p * job.channels + c];
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#endif
