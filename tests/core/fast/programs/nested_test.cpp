// 3 x 3 kernels of few channels, whose standard convolution goes by nested minimal filtering.
#include "core/fast/plan.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::LayerCase;
using tests::same_bits;

LayerCase three_by_three(const Shape& in, int outputs, Padding padding) {
  return {{{3, 3}, {1, 1}, {1, 1}, padding, 1, outputs}, in};
}

/// Rows that are no multiple of four, widths below a tile of the loops, of whole tiles and not,
/// below a vector, of several tiles of the picture. Few channels for every instruction set, and
/// enough outputs for one.
std::vector<LayerCase> nested_cases() {
  std::vector<LayerCase> cases;
  for (int channels : {1, 2, 3}) {
    for (int width : {1, 2, 3, 5, 6, 7, 12, 13, 47, 48, 50, 289})
      cases.push_back(three_by_three({2, 7, width, channels}, 16, Padding::same));
  }
  for (int outputs : {8, 9, 12, 15, 16, 17, 20, 23, 24, 31, 32, 33, 40, 64}) {
    cases.push_back(three_by_three({1, 12, 31, 3}, outputs, Padding::valid));
    cases.push_back(three_by_three({1, 15, 22, 2}, outputs, Padding::same));
  }
  return cases;
}

}  // namespace

TEST_CASE("3 x 3 kernels take a third of the products, and agree with the reference") {
  std::uint64_t seed = 9000;
  for (const LayerCase& c : nested_cases()) {
    const Tensor x = tests::normal_tensor(c.in, ++seed);
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), ++seed);
    const Tensor want = core::conv2d(x, w, c.layer);
    for (const auto& [target, name] : tests::targets()) {
      INFO(c.text() << " " << name);
      Plan p = plan_standard(c.layer, c.in, w, {.threads = 1, .target = target});
      CHECK(p.choice().loops == Loops::nested);
      CHECK(p.choice().scratch_bytes <= std::size_t{4} << 20);
      Tensor y(want.shape);
      p.run(x, y);
      CHECK(agree(y, want));
    }
  }
}

TEST_CASE("3 x 3 kernels: any number of channels that are few, up to all lanes but one") {
  for (const auto& [target, name] : tests::targets()) {
    const int lanes = target == Target::avx512 ? 16 : (target == Target::avx2 ? 8 : 4);
    for (int channels = 1; channels < lanes; ++channels) {
      INFO(channels << " " << name);
      const LayerCase c = three_by_three({1, 30, 111, channels}, 16, Padding::same);
      const Tensor x = tests::normal_tensor(c.in, 9200);
      const Filter w = tests::normal_filter(standard_filter_shape(c.layer, channels), 9201);
      Plan p = plan_standard(c.layer, c.in, w, {.threads = 2, .target = target});
      CHECK(p.choice().loops == Loops::nested);
      Tensor y(output_shape(c.layer, c.in));
      p.run(x, y);
      CHECK(agree(y, core::conv2d(x, w, c.layer)));
    }
  }
}

TEST_CASE("3 x 3 kernels: bias and activation of the collapsed filter") {
  for (int outputs : {8, 13, 16, 24}) {
    LayerCase c = three_by_three({1, 13, 29, 3}, outputs, Padding::same);
    c.layer.channel_multiplier = 9;
    const Tensor x = tests::normal_tensor(c.in, 9300);
    Filters filters = tests::normal_filters(c, 9301);
    filters.bias = tests::normal_filter({1, 1, 1, outputs}, 9302).values;
    for (Activation a :
         {Activation::none, Activation::relu, Activation::relu6, Activation::leaky_relu}) {
      filters.activation = a;
      const Tensor want = core::separable_conv2d(x, filters, c.layer).y;
      for (const auto& [target, name] : tests::targets()) {
        INFO(outputs << " " << name);
        Plan p = plan(c.layer, c.in, filters, {.collapse = true, .target = target});
        CHECK(p.choice().loops == Loops::nested);
        Tensor y(want.shape);
        p.run(x, y);
        CHECK(agree(y, want));
      }
    }
  }
}

TEST_CASE(
    "3 x 3 kernels: outputs larger than the caches, the same bits for any number of threads") {
  // Outputs that fill cache lines, and some that do not.
  for (int outputs : {8, 16, 20, 32}) {
    const int height = 8 * 1024 * 1024 / (725 * outputs) + 3;
    const LayerCase c = three_by_three({1, height, 725, 3}, outputs, Padding::same);
    const Tensor x = tests::normal_tensor(c.in, 9400);
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, 3), 9401);
    const Tensor want = core::conv2d(x, w, c.layer);
    for (const auto& [target, name] : tests::targets()) {
      INFO(outputs << " " << name);
      Tensor one(want.shape);
      plan_standard(c.layer, c.in, w, {.threads = 1, .target = target}).run(x, one);
      CHECK(agree(one, want));
      Tensor several(want.shape);
      plan_standard(c.layer, c.in, w, {.threads = 3, .target = target}).run(x, several);
      CHECK(same_bits(several, one));
    }
  }
}

TEST_CASE("the collapsed filter is taken where it is faster and the caller knows the pixels") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::same, 3, 16}, {1, 60, 64, 3}};
  const Filters filters = tests::normal_filters(c, 9350);
  CHECK(plan(c.layer, c.in, filters, {.collapse = true}).choice().collapsed);
  CHECK_FALSE(plan(c.layer, c.in, filters).choice().collapsed);
}

}  // namespace twofold::core::fast
