#include "core/fast/separable.h"

#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {

TEST_CASE("the one-shot functions stand in for the reference's") {
  const tests::LayerCase c{{{3, 2}, {2, 1}, {1, 1}, Padding::same, 2, 5}, {2, 17, 19, 3}};
  const Tensor x = tests::normal_tensor(c.in, 1);
  const Filters filters = tests::normal_filters(c, 2);
  const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 3);
  const Separable want = separable_conv2d(x, filters, c.layer);
  const Separable got = fast::separable_conv2d(x, filters, c.layer);
  CHECK(tests::agree(got.z, want.z));
  CHECK(tests::agree(got.y, want.y));
  CHECK(tests::agree(fast::depthwise_conv2d(x, filters.depthwise, c.layer), want.z));
  CHECK(tests::agree(fast::pointwise(want.z, filters.pointwise), want.y));
  CHECK(tests::agree(fast::conv2d(x, w, c.layer), conv2d(x, w, c.layer)));
}

TEST_CASE("a large value beside small ones does not reach rows that do not touch it") {
  // Only the kernel's first row weighs anything: the large values in the last rows are never met.
  for (const int width : {3, 4}) {
    for (const int outputs : {8, 16}) {
      const Layer layer{{3, width}, {1, 1}, {1, 1}, Padding::valid, 1, outputs};
      const Shape in{1, 26, 100, 3};
      Filter w = tests::normal_filter(standard_filter_shape(layer, in.channels), 1);
      for (std::size_t i = w.values.size() / 3; i < w.values.size(); ++i) w.values[i] = 0;
      Tensor x = tests::normal_tensor(in, 2);
      for (float& value : x.values) value *= 1e-3F;
      for (int column = 0; column < in.width; ++column)
        x.at(0, 24, column, 1) = x.at(0, 25, column, 1) = 1e6F;
      INFO(width << " " << outputs);
      CHECK(tests::agree(fast::conv2d(x, w, layer), core::conv2d(x, w, layer)));
    }
  }
}

}  // namespace twofold::core
