#include "core/fast/chain_plan.h"

#include "core/chain/blocks.h"
#include "core/chain/check.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core::fast {
namespace {

using tests::agree;

/// Normal filters, biases, scales and shifts for every stage.
Folds normal_folds(const Chain& list, const Shape& in) {
  const std::vector<Shape> shapes = result_shapes(list, in);
  Folds folds;
  for (std::size_t i = 0; i < list.stages.size(); ++i) {
    const Stage& stage = list.stages[i];
    const int channels = shapes[static_cast<std::size_t>(stage.reads)].channels;
    const Shape made{1, 1, 1, shapes[i + 1].channels};
    Fold fold{tests::normal_filter(filter_shape(stage, channels), 10 + i), {}, {}, {}};
    for (auto* values : {&fold.bias, &fold.scale, &fold.shift}) {
      const Tensor drawn = tests::normal_tensor(made, 20 + i);
      values->assign(drawn.values.begin(), drawn.values.end());
    }
    folds.push_back(std::move(fold));
  }
  return folds;
}

/// Every stage on what the fast engine made before it: differences do not add up.
void check_stages(const Chain& list, const Tensor& x, const Folds& folds) {
  const std::vector<Tensor> got = fast::run(list, x, folds);
  REQUIRE(got.size() == list.stages.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO(list.stages[i].label);
    const auto result = [&](int n) -> const Tensor& {
      return n == 0 ? x : got[static_cast<std::size_t>(n) - 1];
    };
    Stage alone = list.stages[i];
    alone.reads = 0;
    alone.adds.reset();
    Tensor want = core::run({{alone}}, result(list.stages[i].reads), {folds[i]})[0];
    if (list.stages[i].adds) add(want, result(*list.stages[i].adds));
    CHECK(agree(got[i], want));
  }
}

}  // namespace

TEST_CASE("every block, stage by stage, agrees with the reference") {
  // Channels around the lanes of every instruction set, and the panels of the matrix products.
  for (const int channels : {1, 3, 4, 8, 15, 16, 17, 33, 65}) {
    for (const Block& block : blocks()) {
      INFO(block.name << ", " << channels << " channels");
      const Layer layer{.kernel = block.kernel, .out_channels = channels};
      const Chain list = block.make({layer, channels, std::max(block.expansion, 1), channels});
      const Shape in{2, 9, 13, channels};
      REQUIRE(check(list, in).empty());
      check_stages(list, tests::normal_tensor(in, 1), normal_folds(list, in));
    }
  }
}

TEST_CASE("strides, dilations, explicit zeros and groups too") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    Layer layer = c.layer;
    layer.explicit_pads = Pads{c.in.height % 3, 2, 1, c.in.width % 3};
    const Chain list = separable_chain(layer);
    if (!check(list, c.in).empty()) continue;
    check_stages(list, tests::normal_tensor(c.in, 1), normal_folds(list, c.in));
  }
  for (const int groups : {1, 2, 4, 12}) {
    const Chain list =
        find_block("grouped")->make({Layer{.strides = {2, 1}, .out_channels = 36}, 12, 1, groups});
    const Shape in{2, 11, 10, 12};
    check_stages(list, tests::normal_tensor(in, 1), normal_folds(list, in));
  }
}

TEST_CASE("the last result alone is the last of all") {
  for (const Block& block : blocks()) {
    INFO(block.name);
    const Layer layer{.kernel = block.kernel, .out_channels = 12};
    const Chain list = block.make({layer, 12, std::max(block.expansion, 1), 3});
    const Shape in{1, 14, 9, 12};
    const Tensor x = tests::normal_tensor(in, 1);
    const Folds folds = normal_folds(list, in);
    CHECK(agree(plan_chain(list, in, folds).run(x).back(), fast::run(list, x, folds).back()));
  }
}

TEST_CASE("relu6 after large sums is the reference's") {
  Chain list = then({}, pointwise_stage(3));
  list.stages[0].after.activation = Activation::relu6;
  Tensor x = tests::normal_tensor({1, 20, 20, 40}, 1);
  for (float& value : x.values) value *= 1000;
  const Folds folds{{tests::normal_filter({1, 1, 40, 3}, 2), {}, {}, {}}};
  CHECK(tests::same_bits(fast::run(list, x, folds)[0], core::run(list, x, folds)[0]));
}

TEST_CASE("a chain has the same bits for any number of threads") {
  const Block& block = *find_block("inverted-residual");
  const Chain list = block.make({Layer{.out_channels = 24}, 24, 6, 1});
  const Shape in{1, 31, 29, 24};
  const Tensor x = tests::normal_tensor(in, 1);
  const Folds folds = normal_folds(list, in);
  Options options;
  options.threads = 1;
  const Tensor want = plan_chain(list, in, folds, options).run(x).back();
  for (int threads = 2; threads <= 8; ++threads) {
    options.threads = threads;
    CHECK(tests::same_bits(plan_chain(list, in, folds, options).run(x).back(), want));
  }
}

}  // namespace twofold::core::fast
