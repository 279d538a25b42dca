#include "core/chain/max_pool.h"

#include "tests/support/catch.h"

namespace twofold::core {
namespace {

constexpr Layer pooling(int window, int stride) {
  return {{window, window}, {stride, stride}, {1, 1}, Padding::same, 1, 1};
}

}  // namespace

TEST_CASE("max pooling takes the largest value that its window covers") {
  const Tensor x({1, 3, 3, 2}, {1, -1, 2, -2, 3, -3,  //
                                4, -4, 5, -5, 6, -6,  //
                                7, -7, 8, -8, 9, -9});
  CHECK(max_pool(x, pooling(2, 2)) == Tensor({1, 2, 2, 2}, {5, -1, 6, -3, 8, -7, 9, -9}));
  // Stride 1: the last row and column have half a window; the zeros around are not values.
  CHECK(max_pool(x, pooling(2, 1)).at(0, 2, 2, 1) == -9);
  CHECK(max_pool(x, pooling(2, 1)).at(0, 0, 0, 0) == 5);
}

TEST_CASE("two 3x3 layers see 5x5; with dilation 2 in the first 7x7; stride doubles the step") {
  const Shape in{1, 32, 32, 1};
  const Layer plain{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  Layer dilated = plain;
  dilated.dilations = {2, 2};
  CHECK(through(through({}, plain, in), plain, in) == ReceptiveField{{5, 5}, {1, 1}, -2, -2});
  CHECK(through(through({}, dilated, in), plain, in).size == Extent{7, 7});
  const ReceptiveField pooled = through(through({}, plain, in), pooling(2, 2), in);
  CHECK(pooled == ReceptiveField{{4, 4}, {2, 2}, -1, -1});
  CHECK(through(pooled, plain, {1, 16, 16, 1}) == ReceptiveField{{8, 8}, {2, 2}, -3, -3});
}

}  // namespace twofold::core
