#include <array>
#include <limits>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

/// The sums that F(4, 3) multiplies, of six values below each other.
std::array<float, kCombinedRows> combined(const std::array<float, kCombinedRows>& r) {
  return {4 * r[0] - 5 * r[2] + r[4],          r[4] - 4 * r[2] + (r[3] - 4 * r[1]),
          r[4] - 4 * r[2] - (r[3] - 4 * r[1]), r[4] - r[2] + 2 * (r[3] - r[1]),
          r[4] - r[2] - 2 * (r[3] - r[1]),     4 * r[1] - 5 * r[3] + r[5]};
}

struct Rows {
  Rows(const Kernels& kernels, std::ptrdiff_t columns)
      : length(columns), step(columns + kernels.lanes), memory(kCombinedRows * step) {
    for (int r = 0; r < kCombinedRows; ++r) {
      for (std::ptrdiff_t i = 0; i < length; ++i) memory[r * step + i] = tests::whole(i, r);
    }
  }
  std::array<float, kCombinedRows> column(std::ptrdiff_t i) {
    std::array<float, kCombinedRows> values{};
    for (std::size_t r = 0; r < values.size(); ++r)
      values[r] = memory[static_cast<std::ptrdiff_t>(r) * step + i];
    return values;
  }

  std::ptrdiff_t length;
  std::ptrdiff_t step;  ///< a vector to spare behind every row, in which there is no number
  Fenced memory;
};

}  // namespace

TEST_CASE("six rows are combined, one by one and in pairs, whatever lies behind their ends") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      INFO(length << " columns");
      Rows rows(kernels, length);
      Fenced single(kCombinedRows * rows.step);
      CHECK(kernels.combine_rows(
          {rows.memory.data(), rows.step, false, {single.data(), rows.step}, length}));
      const std::ptrdiff_t pair_step = 2 * rows.step;
      Fenced pairs(3 * pair_step);
      CHECK(kernels.combine_rows(
          {rows.memory.data(), rows.step, true, {pairs.data(), pair_step}, length}));
      int wrong = 0;
      for (std::ptrdiff_t i = 0; i < length; ++i) {
        const auto want = combined(rows.column(i));
        for (std::size_t k = 0; k < want.size(); ++k)
          wrong += single[static_cast<std::ptrdiff_t>(k) * rows.step + i] != want[k];
        for (std::size_t k = 0; k < kCombinedPairs.size(); ++k) {
          for (std::size_t side = 0; side < 2; ++side)
            wrong += pairs[static_cast<std::ptrdiff_t>(k) * pair_step + 2 * i +
                           static_cast<std::ptrdiff_t>(side)] !=
                     want[static_cast<std::size_t>(kCombinedPairs[k][side])];
        }
      }
      CHECK(wrong == 0);
      CHECK(single.is_clean_before());
      CHECK(pairs.is_clean_before());
    }
  });
}

TEST_CASE("one value that is not finite, or huge, is told wherever it stands") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      for (const float value : {std::numeric_limits<float>::infinity(),
                                std::numeric_limits<float>::quiet_NaN(), 1e30F}) {
        for (const std::ptrdiff_t at : {std::ptrdiff_t{0}, length - 1}) {
          Rows rows(kernels, length);
          rows.memory[3 * rows.step + at] = value;
          Fenced to(kCombinedRows * rows.step);
          CHECK_FALSE(kernels.combine_rows(
              {rows.memory.data(), rows.step, false, {to.data(), rows.step}, length}));
        }
      }
    }
  });
}

TEST_CASE("products of kinds 1 to 4 are added to four rows that hold those of 0 and 5") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      INFO(length << " columns");
      const std::ptrdiff_t step = length + kernels.lanes;
      Fenced products(4 * step);
      products.fill(4 * step, 95);
      Fenced rows(kQuadRows * step);
      rows.fill(kQuadRows * step, 96);
      kernels.add_quads({products.data(), step, rows.data(), step, length});
      int wrong = 0;
      for (std::ptrdiff_t i = 0; i < length; ++i) {
        const std::vector<float> added =
            tests::quad_rows({0, products[i], products[step + i], products[2 * step + i],
                              products[3 * step + i], 0});
        for (int r = 0; r < kQuadRows; ++r)
          wrong += rows[r * step + i] !=
                   tests::whole(r * step + i, 96) + added[static_cast<std::size_t>(r)];
      }
      CHECK(wrong == 0);
      CHECK(rows.is_clean_before());
    }
  });
}

}  // namespace twofold::core::fast
