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

}  // namespace twofold::core
