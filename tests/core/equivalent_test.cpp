#include "core/equivalent.h"

#include <cmath>
#include <limits>

#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using tests::agree;

}  // namespace

TEST_CASE("collapsing by hand: two filters, two outputs") {
  // W[.., k] = D[.., 0] * P[0, k] + D[.., 1] * P[1, k]
  const Filter d({1, 2, 1, 2}, {1, 10, 2, 20});
  const Filter p({1, 1, 2, 2}, {1, 2, 3, 4});
  CHECK(collapse(d, p).values == std::vector<float>{31, 42, 62, 84});
}

TEST_CASE("collapsing is the formula, over generated layers") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    const Filters f = tests::integer_filters(c, 1);
    const Filter w = collapse(f.depthwise, f.pointwise);
    CHECK(w.shape == standard_filter_shape(c.layer, c.in.channels));
    const int m = c.layer.channel_multiplier;
    bool same = true;
    for (int ky = 0; ky < w.shape.height; ++ky) {
      for (int kx = 0; kx < w.shape.width; ++kx) {
        for (int q = 0; q < w.shape.in; ++q) {
          for (int k = 0; k < w.shape.out; ++k) {
            float sum = 0;
            for (int r = 0; r < m; ++r)
              sum += f.depthwise.at(ky, kx, q, r) * f.pointwise.at(0, 0, q * m + r, k);
            same = same && w.at(ky, kx, q, k) == sum;
          }
        }
      }
    }
    CHECK(same);
  }
}

TEST_CASE("a factorisation is exact from m = min(kh*kw, K) on, and its error falls until then") {
  for (const FilterShape& shape :
       {FilterShape{3, 3, 2, 4}, FilterShape{2, 2, 3, 7}, FilterShape{1, 5, 1, 3}}) {
    const Filter w = tests::normal_filter(shape, 2);
    const int full = std::min(shape.height * shape.width, shape.out);
    double last = 1;
    for (int m = 1; m <= full; ++m) {
      const Factorised f = factorise(w, m);
      CHECK(f.depthwise.shape == FilterShape{shape.height, shape.width, shape.in, m});
      CHECK(f.pointwise.shape == FilterShape{1, 1, shape.in * m, shape.out});
      CHECK(f.relative_error < last);
      if (m < full) CHECK(f.relative_error > 1e-3);
      last = f.relative_error;
    }
    CHECK(last < 1e-6);
    const Factorised more = factorise(w, full + 2);
    CHECK(agree(collapse(more.depthwise, more.pointwise), w));
  }
}

TEST_CASE("the error is that of the best approximation: the singular values left out") {
  // One channel, three taps, three outputs: the matrix diag(3, 2, 1).
  const Filter w({1, 3, 1, 3}, {3, 0, 0, 0, 2, 0, 0, 0, 1});
  CHECK(factorise(w, 1).relative_error == Approx(std::sqrt(5.0 / 14)));
  CHECK(factorise(w, 2).relative_error == Approx(std::sqrt(1.0 / 14)));
  CHECK(factorise(w, 3).relative_error == Approx(0).margin(1e-7));
}

TEST_CASE("a collapsed layer has rank m at most, and is found again") {
  const Filter d = tests::normal_filter({3, 3, 2, 2}, 3);
  const Filter p = tests::normal_filter({1, 1, 4, 6}, 4);
  const Filter w = collapse(d, p);
  CHECK(slice_rank(w, 0) == 2);
  CHECK(slice_rank(w, 1) == 2);
  const Factorised f = factorise(w, 2);
  CHECK(f.relative_error < 1e-6);
  CHECK(agree(collapse(f.depthwise, f.pointwise), w));
}

TEST_CASE("a factorised filter's weights sum to 0 or more, so that a blur looks like one") {
  const Factorised f = factorise(tests::normal_filter({3, 3, 2, 5}, 5), 4);
  for (int q = 0; q < 2; ++q) {
    for (int r = 0; r < 4; ++r) {
      double sum = 0;
      for (int ky = 0; ky < 3; ++ky) {
        for (int kx = 0; kx < 3; ++kx) sum += f.depthwise.at(ky, kx, q, r);
      }
      CHECK(sum >= -1e-6);
    }
  }
}

TEST_CASE("nothing, and numbers that are none") {
  const Filter zero({3, 3, 1, 2});
  CHECK(factorise(zero, 1).relative_error == 0);
  CHECK(slice_rank(zero, 0) == 0);

  Filter broken = tests::normal_filter({3, 3, 2, 2}, 6);
  broken.at(0, 0, 0, 0) = std::numeric_limits<float>::quiet_NaN();
  const Factorised f = factorise(broken, 1);
  CHECK(std::isnan(f.relative_error));
  CHECK(f.depthwise.at(1, 1, 0, 0) == 0);
  CHECK(f.depthwise.at(1, 1, 1, 0) != 0);
  CHECK(slice_rank(broken, 0) == 0);
  CHECK(slice_rank(broken, 1) == 2);
}

}  // namespace twofold::core
