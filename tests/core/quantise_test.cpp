#include "core/quantise.h"

#include <cmath>
#include <set>

#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

/// A depthwise filter of two channels, the second a hundred times as large as the first.
Filter unequal() {
  Filter d(FilterShape{1, 3, 2, 1});
  const float first[] = {-0.01f, 0.004f, 0.01f};
  for (int kx = 0; kx < 3; ++kx) {
    d.at(0, kx, 0, 0) = first[kx];
    d.at(0, kx, 1, 0) = 100 * first[kx];
  }
  return d;
}

}  // namespace

TEST_CASE("as many steps above zero as below: 127 of 8 bits, 1 of 2") {
  CHECK(most_steps(8) == 127);
  CHECK(most_steps(4) == 7);
  CHECK(most_steps(2) == 1);
  CHECK(most_steps(32) == 2147483647);
}

TEST_CASE("two bits leave minus the largest, nothing and the largest") {
  Filter w(FilterShape{1, 5, 1, 1});
  w.values = {-0.9f, -0.3f, 0.2f, 0.5f, 1.0f};
  CHECK(quantised(w, false, {2, false}).values == std::vector<float>{-1, 0, 0, 1, 1});
}

TEST_CASE("one scale for a depthwise filter loses its small channel, one a channel keeps it") {
  const Filter d = unequal();
  const Filter whole = quantised(d, true, {4, false});
  const Filter apart = quantised(d, true, {4, true});
  for (int kx = 0; kx < 3; ++kx) CHECK(whole.at(0, kx, 0, 0) == 0);
  CHECK(apart.at(0, 0, 0, 0) == -0.01f);
  CHECK(std::abs(apart.at(0, 1, 0, 0) - 0.01f * 3 / 7) < 1e-9f);
}

TEST_CASE("no weight moves by more than half a step, and none beyond the largest") {
  for (const int bits : {2, 3, 5, 8, 16}) {
    for (const bool per_channel : {false, true}) {
      const Filter w = tests::normal_filter({3, 3, 4, 5}, 7);
      const WeightBits kept{bits, per_channel};
      const std::vector<float> scales = weight_scales(w, false, kept);
      const Filter q = quantised(w, false, kept);
      std::set<float> of_first;
      for (std::size_t i = 0; i < w.values.size(); ++i) {
        const float scale = scales[i % scales.size()];
        CHECK(std::abs(q.values[i] - w.values[i]) <= scale * 0.5001f);
        CHECK(std::abs(q.values[i]) <= scale * static_cast<float>(most_steps(bits)) * 1.0001f);
        if (i % scales.size() == 0) of_first.insert(q.values[i]);
      }
      CHECK(static_cast<std::int64_t>(of_first.size()) <= 2 * most_steps(bits) + 1);
    }
  }
}

TEST_CASE("weights of nothing stay nothing, and bytes are filled up") {
  CHECK(quantised(Filter(FilterShape{1, 1, 2, 2}), false, {8, true}).values ==
        std::vector<float>{0, 0, 0, 0});
  CHECK(packed_bytes(9, 3) == 4);
  CHECK(packed_bytes(2304, 4) == 1152);
}

}  // namespace twofold::core
