#include "core/chain/blocks.h"

#include "core/chain/check.h"
#include "core/chain/stage_cost.h"
#include "tests/support/catch.h"

namespace twofold::core {
namespace {

/// The block with its published kernel and expansion.
Chain made(std::string_view name, int in_channels, int out_channels, int groups = 1) {
  const Block& block = *find_block(name);
  const Layer layer{.kernel = block.kernel, .out_channels = out_channels};
  return block.make({layer, in_channels, std::max(block.expansion, 1), groups});
}

StageCost sum(const Chain& list, const Shape& in) {
  StageCost all;
  for (const StageCost& cost : stage_costs(list, in)) all = all + cost;
  return all;
}

std::vector<std::string_view> operations(const Chain& list) {
  std::vector<std::string_view> words;
  for (const Stage& stage : list.stages) words.push_back(word(stage.operation));
  return words;
}

using Words = std::vector<std::string_view>;

}  // namespace

TEST_CASE("the bottleneck that courses ask for: 5 to 30 to 20 has 1,020 parameters") {
  const Chain list = made("inverted-residual", 5, 20);
  const std::vector<StageCost> costs = stage_costs(list, {1, 12, 12, 5});
  REQUIRE(costs.size() == 3);
  CHECK(costs[0].params == 150);
  CHECK(costs[1].params == 270);
  CHECK(costs[2].params == 600);
  CHECK(sum(list, {1, 12, 12, 5}).macs == 1020 * 144);
  CHECK_FALSE(list.stages.back().adds);
}

TEST_CASE("64x64x16 is widened to 32 and made 16 again, and its input is added") {
  const Block& block = *find_block("inverted-residual");
  const Chain list = block.make({Layer{.out_channels = 16}, 16, 2, 1});
  const std::vector<Shape> shapes = result_shapes(list, {1, 64, 64, 16});
  CHECK(shapes[1] == Shape{1, 64, 64, 32});
  CHECK(shapes[2] == Shape{1, 64, 64, 32});
  CHECK(shapes[3] == Shape{1, 64, 64, 16});
  CHECK(list.stages.back().adds == 0);
  CHECK(list.stages.back().after.activation == Activation::none);
  // No expansion, no first stage.
  CHECK(operations(block.make({Layer{.out_channels = 16}, 16, 1, 1})) ==
        Words{"depthwise", "pointwise"});
}

TEST_CASE("Conv2d(256, 256, 3, groups=256) and Conv2d(256, 512, 1), with biases") {
  const Shape in{1, 14, 14, 256};
  CHECK(sum(made("grouped", 256, 256, 256), in).params + 256 == 2560);
  const Chain mix =
      find_block("standard")->make({Layer{.kernel = {1, 1}, .out_channels = 512}, 256});
  CHECK(sum(mix, in).params + 512 == 131584);
}

TEST_CASE("kernel 3x5, padding (0, 1), stride (3, 4): the shape of d2l's exercise") {
  Layer layer{{3, 5}, {3, 4}, {1, 1}, Padding::same, 1, 1};
  layer.explicit_pads = Pads{0, 0, 1, 1};
  CHECK(result_shapes(standard_chain(layer), {1, 8, 8, 1})[1] == Shape{1, 2, 2, 1});
  CHECK(result_shapes(standard_chain(layer), {1, 30, 41, 1})[1] == Shape{1, 10, 10, 1});
}

TEST_CASE("every block is a list of its own, with a letter and a label for each stage") {
  for (const Block& block : blocks()) {
    INFO(block.name);
    CHECK(find_block(block.name) == &block);
    CHECK_FALSE(block.title.empty());
    CHECK_FALSE(block.says.empty());
    const Chain list = made(block.name, 8, 8, block.takes_groups ? 4 : 1);
    CHECK(check(list, {1, 16, 16, 8}).empty());
    CHECK(result_shapes(list, {1, 16, 16, 8}).back() == Shape{1, 16, 16, 8});
    for (const Stage& stage : list.stages) {
      CHECK_FALSE(stage.letter.empty());
      CHECK_FALSE(stage.label.empty());
    }
  }
  CHECK(operations(made("separable", 3, 8)) == Words{"depthwise", "pointwise"});
  CHECK(operations(made("blueprint", 3, 8)) == Words{"pointwise", "depthwise"});
  CHECK(operations(made("convnext", 8, 8)) == Words{"depthwise", "pointwise", "pointwise"});
  CHECK(operations(made("standard", 3, 8)) == Words{"standard"});
  CHECK(find_block("mobilenet") == nullptr);
}

TEST_CASE("ConvNeXt-T's first block: 7x7 depthwise, 96 to 384 to 96") {
  const std::vector<StageCost> costs = stage_costs(made("convnext", 96, 96), {1, 56, 56, 96});
  CHECK(costs[0].params == 49 * 96);
  CHECK(costs[1].params == 96 * 384);
  CHECK(costs[2].params == 384 * 96);
}

}  // namespace twofold::core
