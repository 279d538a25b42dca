#include <algorithm>
#include <array>
#include <limits>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

/// Six rows that end with their memory, some zeros beside them, and what is made of them.
struct Trial {
  Trial(const Kernels& kernels, int channels, std::ptrdiff_t floats, std::ptrdiff_t left,
        std::ptrdiff_t right)
      : whole(left + floats + right),
        // Written in whole vectors, one pixel further than asked for; read two pixels beyond.
        stride(whole + 2 * channels + kernels.lanes),
        combined(kCombinedRows * stride),
        differences(kCombinedRows * stride),
        sums(kCombinedRows * stride),
        signs(static_cast<std::size_t>(stride)) {
    for (std::size_t r = 0; r < job.rows.size(); ++r)
      job.rows[r] = rows.emplace_back(floats).fill(floats, static_cast<int>(r)).data();
    for (std::size_t i = 0; i < signs.size(); ++i)
      signs[i] = static_cast<std::ptrdiff_t>(i) / channels % 2 == 0 ? 1.0f : -1.0f;
    job.left = left;
    job.length = floats;
    job.right = right;
    job.channels = channels;
    job.signs = signs.data();
    job.combined = {combined.data(), stride};
    job.differences = {differences.data(), stride};
    job.sums = {sums.data(), stride};
  }

  float row(std::size_t r, std::ptrdiff_t i) const {
    return i < job.left || i >= job.left + job.length ? 0 : job.rows[r][i - job.left];
  }
  /// The combined row of a kind, in the zeros 0.
  float combined_at(int kind, std::ptrdiff_t i) const {
    const auto r = [&](std::size_t n) { return row(n, i); };
    switch (kind) {
      case 0: return 4 * r(0) - 5 * r(2) + r(4);
      case 1: return r(4) - 4 * r(2) + (r(3) - 4 * r(1));
      case 2: return r(4) - 4 * r(2) - (r(3) - 4 * r(1));
      case 3: return r(4) - r(2) + 2 * (r(3) - r(1));
      case 4: return r(4) - r(2) - 2 * (r(3) - r(1));
      default: return 4 * r(1) - 5 * r(3) + r(5);
    }
  }

  std::ptrdiff_t whole;
  std::ptrdiff_t stride;
  std::vector<Fenced> rows;
  Fenced combined, differences, sums;
  Floats signs;
  CombineNested job;
};

}  // namespace

TEST_CASE("rows and columns are combined between their zeros, from rows behind which is nothing") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const int channels : {1, 2, 3, 5}) {
      for (const std::ptrdiff_t pixels : {1, 2, 3, 8, 17, 40}) {
        for (const std::ptrdiff_t left : {std::ptrdiff_t{0}, std::ptrdiff_t{channels}}) {
          INFO(pixels << " pixels of " << channels << " channels, " << left << " zeros");
          Trial trial(kernels, channels, pixels * channels, left, 3 * channels - left);
          CHECK(kernels.combine_nested(trial.job));
          int wrong = 0;
          for (int kind = 0; kind < kCombinedRows; ++kind) {
            for (std::ptrdiff_t i = 0; i + 2 * channels < trial.whole; ++i) {
              const float here = trial.combined_at(kind, i);
              const float next = trial.combined_at(kind, i + channels);
              const float second = trial.combined_at(kind, i + 2 * channels);
              const bool is_even = i / channels % 2 == 0;
              const std::ptrdiff_t at = kind * trial.stride + i;
              wrong += trial.differences[at] != here - second;
              wrong += trial.sums[at] != (is_even ? second + next : next - here);
            }
          }
          CHECK(wrong == 0);
        }
      }
    }
  });
}

TEST_CASE("one value that is not finite is told by nested filtering too") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t floats : tests::lengths(kernels)) {
      for (const std::ptrdiff_t at : {std::ptrdiff_t{0}, floats - 1}) {
        Trial trial(kernels, 1, floats, 1, 1);
        trial.rows[2][at] = std::numeric_limits<float>::infinity();
        CHECK_FALSE(kernels.combine_nested(trial.job));
      }
    }
  });
}

}  // namespace twofold::core::fast
