#include <core/equivalent.h>
#include <core/separable.h>

using namespace twofold::core;

// A 1x1 layer of two filters: 3 * (2 * 5 + 4 * 7) = 114, and its collapsed kernel gives the same.
int main() {
  const Layer layer{{1, 1}, {1, 1}, {1, 1}, Padding::same, 2, 1};
  const Filters filters{Filter({1, 1, 1, 2}, {2, 4}), Filter({1, 1, 2, 1}, {5, 7}), {}, {}};
  const Tensor x({1, 1, 1, 1}, {3});
  const Tensor y = separable_conv2d(x, filters, layer).y;
  const Filter w = collapse(filters.depthwise, filters.pointwise);
  return y.values[0] == 114 && conv2d(x, w, layer) == y ? 0 : 1;
}
