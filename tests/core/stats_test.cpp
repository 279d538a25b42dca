#include "core/stats.h"

#include <cmath>
#include <limits>
#include <numeric>

#include "tests/support/catch.h"

namespace twofold::core {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TEST_CASE("statistics of one channel of one picture") {
  // Two pictures of two pixels and two channels.
  const Tensor t({2, 1, 2, 2}, {1, 100, 2, 200, 0, -3, 4, 5});
  const ChannelStats s = channel_stats(t, 1, 1);
  CHECK(s.minimum == -3);
  CHECK(s.maximum == 5);
  CHECK(s.mean == 1);
  CHECK(s.deviation == 4);
  CHECK(s.zero_share == 0);
  CHECK(channel_stats(t, 1, 0).zero_share == 0.5);
  CHECK(channel_stats(t, 0, 0).maximum == 2);
}

TEST_CASE("NaN and infinities are counted and left out") {
  const Tensor t({1, 1, 5, 1}, {kNaN, 2, kInf, 0, -kInf});
  const ChannelStats s = channel_stats(t, 0, 0);
  CHECK(s.not_finite == 3);
  CHECK(s.minimum == 0);
  CHECK(s.maximum == 2);
  CHECK(s.mean == 1);
  CHECK(s.zero_share == 0.2);

  const ChannelStats none = channel_stats(Tensor({1, 1, 1, 1}, {kNaN}), 0, 0);
  CHECK(none == ChannelStats{0, 0, 0, 0, 0, 1});
}

TEST_CASE("a small deviation about a large mean is not lost") {
  Tensor t({1, 100, 100, 1});
  for (std::size_t i = 0; i < t.values.size(); ++i) t.values[i] = i % 2 ? 1e6f : 1e6f + 0.5f;
  CHECK(channel_stats(t, 0, 0).deviation == Approx(0.25));
}

TEST_CASE("a histogram counts every finite value once, the ends included") {
  const Tensor t({1, 1, 7, 1}, {0, 0.5f, 1, -5, 7, kNaN, 0.49f});
  const Histogram h = channel_histogram(t, 0, 0, 0, 1);
  CHECK(std::accumulate(h.counts.begin(), h.counts.end(), std::int64_t{0}) == 6);
  CHECK(h.counts[0] == 2);
  CHECK(h.counts[63] == 2);
  CHECK(h.counts[32] == 1);
  CHECK(h.counts[31] == 1);
  CHECK(h.bin(kNaN) == 0);
  CHECK(h.bin(kInf) == 63);
  CHECK(h.bin(-kInf) == 0);
}

TEST_CASE("a histogram over an empty range does not divide by zero") {
  const Tensor t({1, 1, 2, 1}, {3, 3});
  const Histogram h = channel_histogram(t, 0, 0, 3, 3);
  CHECK(h.counts[0] == 2);
}

}  // namespace twofold::core
