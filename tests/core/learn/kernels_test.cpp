#include "core/learn/kernels.h"

#include <cmath>

#include "core/equivalent.h"
#include "core/learn/fit.h"
#include "tests/support/catch.h"

namespace twofold::core {

TEST_CASE("presets have the ranks that they are said to have") {
  const FilterShape shape{3, 3, 3, 16};
  const auto rank = [&](StandardPreset preset) {
    return slice_rank(make_standard(preset, shape), 0);
  };
  CHECK(rank(StandardPreset::edges) == 2);
  CHECK(rank(StandardPreset::blobs) == 1);
  CHECK(rank(StandardPreset::gabor) > 2);
  CHECK(rank(StandardPreset::random) == 9);
  CHECK(kernel_error(singular_values(make_standard(StandardPreset::blobs, shape)), 1) == 0);
  CHECK(kernel_error(singular_values(make_standard(StandardPreset::edges, shape)), 1) > 0.1);
  CHECK(kernel_error(singular_values(make_standard(StandardPreset::edges, shape)), 2) == 0);
}

TEST_CASE("presets are finite at every size, and have names") {
  for (const StandardPresetRow& row : standard_presets()) {
    CHECK(standard_preset(row.name) == row.preset);
    for (const FilterShape& shape :
         {FilterShape{1, 1, 1, 1}, {2, 2, 3, 1}, {1, 7, 2, 5}, {4, 3, 1, 8}}) {
      for (const float w : make_standard(row.preset, shape).values) CHECK(std::isfinite(w));
    }
  }
  CHECK_FALSE(standard_preset("Sobel"));
}

TEST_CASE("edges sum to nothing, blobs of opposed colours see no grey") {
  const Filter edges = make_standard(StandardPreset::edges, {3, 3, 1, 4});
  const Filter blobs = make_standard(StandardPreset::blobs, {3, 3, 3, 4});
  for (int k = 0; k < 4; ++k) {
    double edge = 0;
    double blob = 0;
    for (int ky = 0; ky < 3; ++ky) {
      for (int kx = 0; kx < 3; ++kx) {
        edge += edges.at(ky, kx, 0, k);
        for (int q = 0; q < 3; ++q) blob += blobs.at(ky, kx, q, k);
      }
    }
    CHECK(edge == Approx(0).margin(1e-6));
    CHECK(blob == Approx(0).margin(1e-6));
  }
}

TEST_CASE("random kernels follow their seed") {
  const FilterShape shape{3, 3, 3, 4};
  const Filter one = make_standard(StandardPreset::random, shape, 1);
  CHECK(make_standard(StandardPreset::random, shape, 1) == one);
  CHECK_FALSE(make_standard(StandardPreset::random, shape, 2) == one);
}

}  // namespace twofold::core
