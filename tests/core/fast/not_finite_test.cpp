// Values that are not finite: they spread as far as in the reference, and no further.
#include <limits>

#include "core/fast/moderate.h"
#include "core/fast/plan.h"
#include "core/fast/separable.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::empty_outputs;
using tests::large_cases;
using tests::LayerCase;
using tests::same_bits;

}  // namespace

TEST_CASE("infinite pixels and weights spread as far as in the reference") {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const LayerCase& c : large_cases()) {
    Tensor x = tests::normal_tensor(c.in, 6000);
    const Filters filters = tests::normal_filters(c, 6001);
    x.values[x.values.size() / 2] = infinity;
    x.values[x.values.size() / 3] = std::numeric_limits<float>::quiet_NaN();
    for (bool infinite_weight : {false, true}) {
      Filters changed = filters;
      if (infinite_weight) changed.depthwise.values[0] = infinity;
      const Separable want = core::separable_conv2d(x, changed, c.layer);
      for (const auto& [target, name] : tests::targets()) {
        INFO(c.text() << " " << name);
        Separable got = empty_outputs(c);
        plan(c.layer, c.in, changed, {.intermediates = true, .target = target}).run(x, got);
        CHECK(agree(got.z, want.z));
        CHECK(agree(got.y, want.y));
        // Nobody has said that the pixels are moderate.
        Plan any = plan(c.layer, c.in, changed, {.target = target});
        CHECK(any.choice().same_class);
        any.run(x, got.y);
        CHECK(agree(got.y, want.y));
      }
    }
  }
}

TEST_CASE("the standard convolution: not finite values spread as far as in the reference") {
  const float infinity = std::numeric_limits<float>::infinity();
  // In the middle, where tiles and pieces of them meet, at the edge.
  const std::vector<Extent> places = {{75, 300}, {73, 349}, {76, 350}, {148, 0}, {0, 699}};
  // Enough outputs for a vector, and for half of one, of every instruction set; a kernel for nested
  // minimal filtering and one that is too wide for it.
  for (const auto& [width, outputs] :
       {std::pair{3, 16}, {3, 13}, {3, 8}, {3, 5}, {4, 16}, {4, 13}, {4, 8}, {4, 5}}) {
    const Padding padding = outputs == 16 ? Padding::same : Padding::valid;
    const LayerCase c{{{3, width}, {1, 1}, {1, 1}, padding, 1, outputs}, {1, 149, 700, 2}};
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 6002);
    Tensor x = tests::normal_tensor(c.in, 6003);
    for (float wrong : {infinity, std::numeric_limits<float>::quiet_NaN(), 1e37f}) {
      for (const Extent& at : places) x.at(0, at.height, at.width, 1) = wrong;
      Filter changed = w;
      for (float weight : {w.values[0], infinity}) {
        changed.values[0] = weight;
        const Tensor want = core::conv2d(x, changed, c.layer);
        for (const auto& [target, name] : tests::targets()) {
          INFO(width << " " << outputs << " " << wrong << " " << weight << " " << name);
          Tensor one(want.shape);
          plan_standard(c.layer, c.in, changed, {.threads = 1, .target = target}).run(x, one);
          CHECK(agree(one, want));
          Tensor several(want.shape);
          plan_standard(c.layer, c.in, changed, {.threads = 3, .target = target}).run(x, several);
          CHECK(same_bits(several, one));
        }
      }
    }
  }
}

TEST_CASE("a value that is not finite changes no bit of rows that end beside it in memory") {
  // Rows whose length is no multiple of a vector: what is read behind their ends is the next row's.
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::valid, 1, 16}, {1, 149, 111, 2}};
  const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 6004);
  const Tensor x = tests::normal_tensor(c.in, 6005);
  Plan one = plan_standard(c.layer, c.in, w, {.threads = 1});
  Plan several = plan_standard(c.layer, c.in, w, {.threads = 3});
  CHECK(several.choice().threads == 3);
  for (int row = 0; row < c.in.height; ++row) {
    INFO(row);
    Tensor changed = x;
    changed.at(0, row, 0, 1) = std::numeric_limits<float>::infinity();
    Tensor want(output_shape(c.layer, c.in));
    Tensor got(want.shape);
    one.run(changed, want);
    several.run(changed, got);
    CHECK(same_bits(got, want));
  }
}

TEST_CASE(
    "where an order of the sums could overflow, the reference's own decides what is infinite") {
  for (const int channels : {3, 20}) {
    const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, 16}, {1, 12, 21, channels}};
    const Tensor x = tests::normal_tensor(c.in, 6010);
    Filters huge = tests::normal_filters(c, 6011);
    for (std::size_t i = 0; i < huge.depthwise.values.size(); i += 5)
      huge.depthwise.values[i] *= 1e30F;
    for (std::size_t i = 0; i < huge.pointwise.values.size(); i += 7)
      huge.pointwise.values[i] *= 3e8F;
    Tensor large = x;
    for (std::size_t i = 0; i < large.values.size(); i += 11) large.values[i] *= 2e38F;
    const Filters normal = tests::normal_filters(c, 6012);
    for (const auto& [target, name] : tests::targets()) {
      for (bool collapse : {false, true}) {
        INFO(channels << " " << name << " " << collapse);
        Tensor got(output_shape(c.layer, c.in));
        plan(c.layer, c.in, huge, {.collapse = collapse, .target = target}).run(x, got);
        CHECK(same_bits(got, core::separable_conv2d(x, huge, c.layer).y));
      }
    }
    // Beyond what a plan is made for, so the functions for one use look first.
    CHECK_FALSE(has_moderate_values(large));
    CHECK(has_moderate_values(x));
    CHECK(same_bits(fast::separable_conv2d(large, normal, c.layer).y,
                    core::separable_conv2d(large, normal, c.layer).y));
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, channels), 6013);
    CHECK(same_bits(fast::conv2d(large, w, c.layer), core::conv2d(large, w, c.layer)));
  }
}

}  // namespace twofold::core::fast
