#include <array>
#include <cstdint>
#include <cstring>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

/// `value(tap, channel)` for every lane of a vector, however the channels begin.
template <class Value>
Floats for_lanes(int channels, int taps, int lanes, Value&& value) {
  Floats all(static_cast<std::size_t>(channels) * taps * lanes);
  float* to = all.data();
  for (int begin = 0; begin < channels; ++begin) {
    for (int tap = 0; tap < taps; ++tap) {
      for (int lane = 0; lane < lanes; ++lane) *to++ = value(tap, (begin + lane) % channels);
    }
  }
  return all;
}

float weight(int tap, int channel) { return tests::whole(tap * 16 + channel, 61); }

/// A run of three taps, one of two, one alone; rows that end with what the last of them reads.
void try_weave(const Kernels& kernels, int channels, int rows, std::ptrdiff_t length, bool half) {
  INFO(rows << " rows of " << length << " floats, " << channels << " channels");
  const std::array<std::ptrdiff_t, 3> runs{0, 2 * channels, channels};
  constexpr std::array kTaps{3, 2, 1};
  const int lanes = half ? kernels.lanes / 2 : kernels.lanes;
  Weave job;
  job.in_step = length + 2 * channels + 5;
  const std::ptrdiff_t floats = (rows + 1) * job.in_step + length + channels;
  Fenced in(std::max(floats, (rows + 1) * job.in_step + length));
  in.fill(floats, 62);
  const Floats weights = for_lanes(channels, 6, lanes, weight);
  const Floats bias = for_lanes(channels, 1, lanes, [](int, int q) { return 100.0f * (q + 1); });
  job.in = in.data();
  job.runs = runs;
  job.threes = job.twos = 1;
  job.taps = 6;
  job.weights = weights.data();
  job.channels = channels;
  job.half = half;
  job.out_step = length + 3;
  job.rows = rows;
  job.length = length;
  job.bias = bias.data();
  Fenced out((rows - 1) * job.out_step + length);
  job.out = out.data();
  kernels.weave(job);
  int wrong = 0;
  for (int r = 0; r < rows; ++r) {
    for (std::ptrdiff_t i = 0; i < length; ++i) {
      const int q = static_cast<int>(i % channels);
      float sum = 100.0f * static_cast<float>(q + 1);
      int tap = 0;
      for (std::size_t j = 0; j < runs.size(); ++j) {
        for (int t = 0; t < kTaps[j]; ++t, ++tap)
          sum += weight(tap, q) * in[(r + t) * job.in_step + i + runs[j]];
      }
      wrong += out[r * job.out_step + i] != sum;
    }
  }
  CHECK(wrong == 0);
  CHECK(out.is_clean_before());
}

}  // namespace

TEST_CASE("rows are woven from a vector on, by vectors of all lanes and of half of them") {
  tests::by_every_target([](const Kernels& kernels) {
    const std::ptrdiff_t lanes = kernels.lanes;
    for (const int channels : {1, 2, 3}) {
      for (const int rows : {1, 2, 7, 8, 9, 17}) {
        for (const std::ptrdiff_t length : {lanes, lanes + 1, 2 * lanes, 5 * lanes + 3}) {
          try_weave(kernels, channels, rows, length, false);
          if (lanes > 8) try_weave(kernels, channels, rows, length, true);
        }
      }
    }
  });
}

TEST_CASE("what a mask hides counts as nothing, be it not a number") {
  tests::by_every_target([](const Kernels& kernels) {
    const std::ptrdiff_t length = 2 * kernels.lanes + 2;
    Fenced in(length);
    for (std::ptrdiff_t i = 0; i < length; i += 2) in[i] = tests::whole(i, 63);
    const std::array<std::ptrdiff_t, 1> runs{0};
    const Floats weights = for_lanes(2, 1, kernels.lanes, [](int, int) { return 2.0f; });
    const Floats masks = for_lanes(2, 1, kernels.lanes, [](int, int q) {
      const std::uint32_t bits = q == 0 ? ~std::uint32_t{0} : 0;
      float mask = 0;
      std::memcpy(&mask, &bits, sizeof mask);
      return mask;
    });
    Fenced out(length);
    Weave job;
    job.in = in.data();
    job.in_step = length;
    job.runs = runs;
    job.taps = 1;
    job.weights = weights.data();
    job.masks = masks.data();
    job.channels = 2;
    job.out = out.data();
    job.out_step = length;
    job.rows = 1;
    job.length = length;
    kernels.weave(job);
    int wrong = 0;
    for (std::ptrdiff_t i = 0; i < length; ++i) wrong += out[i] != (i % 2 == 0 ? 2 * in[i] : 0.0f);
    CHECK(wrong == 0);
  });
}

}  // namespace twofold::core::fast
