#include <cmath>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {

TEST_CASE("the chains of multiply-adds do the work that is counted") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const int steps : {0, 1, 1000}) {
      double want = 0;
      for (int i = 0; i < kChains; ++i) {
        double sum = i;
        for (int step = 0; step < steps; ++step) sum = sum * 0.999 + 0.001;
        want += sum;
      }
      CHECK(static_cast<double>(kernels.multiply_add_chains(steps)) == Approx(want).epsilon(1e-4));
    }
  });
}

TEST_CASE("memory is doubled in whole vectors, and what is left over is not touched") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      tests::Fenced from(length);
      from.fill(length, 140);
      tests::Fenced to(length);
      kernels.doubled(from.data(), to.data(), length);
      const std::ptrdiff_t whole_vectors = length / kernels.lanes * kernels.lanes;
      int wrong = 0;
      for (std::ptrdiff_t i = 0; i < length; ++i)
        wrong += i < whole_vectors ? to[i] != 2 * from[i] : !std::isnan(to[i]);
      CHECK(wrong == 0);
    }
  });
}

}  // namespace twofold::core::fast
