#include <core/fast/plan.h>

using namespace twofold::core;

// Integers: whatever the loops and the number of threads, a plan gives the reference's very bits.
int main() {
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, 9};
  Filters filters{Filter(depthwise_filter_shape(layer, 3)),
                  Filter(pointwise_filter_shape(layer, 3)),
                  {},
                  Activation::relu6};
  Tensor x({2, 61, 67, 3});
  const auto fill = [](auto& values, int step) {
    for (int i = 0; float& value : values) value = static_cast<float>(i++ * step % 5 - 2);
  };
  fill(x.values, 3);
  fill(filters.depthwise.values, 7);
  fill(filters.pointwise.values, 11);
  Tensor y(output_shape(layer, x.shape));
  fast::plan(layer, x.shape, filters, {.threads = 8}).run(x, y);
  return y == separable_conv2d(x, filters, layer).y ? 0 : 1;
}
