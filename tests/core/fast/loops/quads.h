// What multiply_quads and multiply_quad_pairs are tried on: combined rows, weights for each of the
// six kinds, and the rows that must come of them.
#pragma once

#include <array>
#include <vector>

#include "tests/core/fast/loops/contract.h"

namespace twofold::tests {

struct QuadTrial {
  static constexpr std::array<int, 3> kRuns{3, 2, 1};  ///< taps side by side
  static constexpr std::array<std::ptrdiff_t, 3> kBegins{0, 4, 2};
  static constexpr int kTaps = 6;

  int outputs = 1;
  std::ptrdiff_t pixels = 1;
  int rows = core::fast::kQuadRows;
  bool past_caches = false;

  /// Combined rows are so long: what the last pixel meets ends them.
  std::ptrdiff_t length() const { return pixels + 5; }
  float combined(int kind, std::ptrdiff_t i) const { return whole(i, 100 + kind); }
  float weight(int kind, int tap, int output) const {
    return whole(tap * 1000 + output, 110 + kind);
  }
  float bias(int output) const { return past_caches ? 0 : static_cast<float>(output % 5); }

  /// Runs `multiply` on a job whose combined rows, weights and runs are set, and looks at each row
  /// that is wanted; those that are not have no memory.
  template <class Multiply>
  void check(core::fast::MultiplyQuads job, const Multiply& multiply) const {
    INFO(pixels << " pixels of " << rows << " rows to " << outputs << " outputs");
    std::vector<float> biases;
    for (int k = 0; k < outputs; ++k) biases.push_back(bias(k));
    job.out_step = pixels * outputs;
    Fenced out(rows * job.out_step);
    job.out = out.data();
    job.rows = rows;
    job.pixels = pixels;
    job.bias = past_caches ? nullptr : biases.data();
    job.past_caches = past_caches;
    job.threes = job.twos = 1;
    job.runs = kBegins;
    job.outputs = outputs;
    multiply(job);
    int wrong = 0;
    for (std::ptrdiff_t p = 0; p < pixels; ++p) {
      for (int k = 0; k < outputs; ++k) {
        const std::vector<float> want = quad_rows(products(p, k));
        for (int r = 0; r < rows; ++r)
          wrong += out[r * job.out_step + p * outputs + k] !=
                   want[static_cast<std::size_t>(r)] + bias(k);
      }
    }
    CHECK(wrong == 0);
    CHECK(out.is_clean_before());
  }

  /// Of all six kinds, for one pixel and output.
  std::vector<float> products(std::ptrdiff_t p, int output) const {
    std::vector<float> sums;
    for (int kind = 0; kind < core::fast::kCombinedRows; ++kind) {
      float sum = 0;
      int tap = 0;
      for (std::size_t j = 0; j < kRuns.size(); ++j) {
        for (int t = 0; t < kRuns[j]; ++t, ++tap)
          sum += combined(kind, kBegins[j] + p + t) * weight(kind, tap, output);
      }
      sums.push_back(sum);
    }
    return sums;
  }
};

}  // namespace twofold::tests
