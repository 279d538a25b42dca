#include <array>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

constexpr std::array kRuns{3, 3, 2, 1, 1};  // taps side by side
constexpr int kTaps = 10;
constexpr std::ptrdiff_t kFirst = 3;

/// Runs that end with the last float which a pixel meets, results that end with the last pixel.
void try_multiply(const Kernels& kernels, int lanes, int outputs, std::ptrdiff_t pixels,
                  bool past_caches) {
  INFO(pixels << " pixels to " << outputs << " outputs in vectors of " << lanes);
  std::vector<Fenced> memory;
  std::vector<const float*> from;
  for (const int taps : kRuns) {
    const std::ptrdiff_t floats = kFirst + pixels + taps - 1;
    from.push_back(memory.emplace_back(floats).fill(floats, taps).data());
  }
  const std::vector<float> weights = tests::wholes(kTaps * outputs, 41);
  const PackedMatrix matrix(weights, kTaps, outputs, lanes, kernels.panel_vectors);
  const std::vector<float> bias = tests::wholes(outputs, 42);
  Fenced out(pixels * outputs);
  MultiplyPlanes job;
  job.from = from;
  job.threes = 2;
  job.twos = 1;
  job.first = kFirst;
  job.matrix = &matrix;
  job.out = out.data();
  job.pixels = pixels;
  job.bias = past_caches ? nullptr : bias.data();
  job.past_caches = past_caches;
  kernels.multiply_planes(job);
  int wrong = 0;
  for (std::ptrdiff_t p = 0; p < pixels; ++p) {
    for (int k = 0; k < outputs; ++k) {
      float sum = job.bias ? bias[static_cast<std::size_t>(k)] : 0;
      int row = 0;
      for (std::size_t j = 0; j < kRuns.size(); ++j) {
        for (int tap = 0; tap < kRuns[j]; ++tap, ++row)
          sum += from[j][kFirst + p + tap] * weights[static_cast<std::size_t>(row * outputs + k)];
      }
      wrong += out[p * outputs + k] != sum;
    }
  }
  CHECK(wrong == 0);
  CHECK(out.is_clean_before());
}

}  // namespace

TEST_CASE("a window slides along planes and reads no float beyond the last pixel's") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const int outputs : tests::outputs(kernels)) {
      for (const std::ptrdiff_t pixels : {1, 2, 3, 4, 5, 8, 12, 23, 47}) {
        for (const bool past_caches : {false, true}) {
          try_multiply(kernels, kernels.lanes, outputs, pixels, past_caches);
          if (kernels.lanes >= 16)
            try_multiply(kernels, kernels.lanes / 2, outputs, pixels, past_caches);
        }
      }
    }
  });
}

}  // namespace twofold::core::fast
