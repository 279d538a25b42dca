#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

/// Rows with zeros up to a vector's end; beside them anything that is a number.
void try_dots(const Kernels& kernels, std::ptrdiff_t length, int rows, int places) {
  INFO(rows << " rows of " << length << " at " << places << " places");
  const std::ptrdiff_t whole_vectors = (length + kernels.lanes - 1) / kernels.lanes * kernels.lanes;
  const std::ptrdiff_t floats = rows * whole_vectors;
  Fenced row(floats);
  row.fill(floats, 91);
  for (int r = 0; r < rows; ++r) {
    for (std::ptrdiff_t i = length; i < whole_vectors; ++i) row[r * whole_vectors + i] = 0;
  }
  std::vector<Fenced> memory;
  std::vector<const float*> from;
  for (int t = 0; t < places; ++t)
    from.push_back(memory.emplace_back(floats).fill(floats, t).data());
  std::vector<double> sums(static_cast<std::size_t>(places), 1000);
  kernels.dot_rows({row.data(), whole_vectors, from, whole_vectors, rows, length, sums.data()});
  int wrong = 0;
  for (int t = 0; t < places; ++t) {
    double sum = 1000;
    for (int r = 0; r < rows; ++r) {
      for (std::ptrdiff_t i = 0; i < length; ++i)
        sum +=
            row[r * whole_vectors + i] * from[static_cast<std::size_t>(t)][r * whole_vectors + i];
    }
    wrong += sums[static_cast<std::size_t>(t)] != sum;
  }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("rows are multiplied and summed in whole vectors, for any number of places") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      for (int places = 1; places <= 20; ++places) {
        try_dots(kernels, length, 1, places);
        try_dots(kernels, length, 4, places);
      }
    }
  });
}

}  // namespace twofold::core::fast
