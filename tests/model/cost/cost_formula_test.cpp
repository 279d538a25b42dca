#include "app/model/cost/cost_formula.h"

#include "core/chain/blocks.h"
#include "core/chain/stage_cost.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

core::Layer odd_layer(int multiplier) {
  core::Layer layer;
  layer.kernel = {3, 2};
  layer.strides = {2, 1};
  layer.channel_multiplier = multiplier;
  layer.out_channels = 6;
  return layer;
}

}  // namespace

TEST_CASE("the factors of a formula come to what core::cost counts") {
  const core::Shape in{4, 17, 23, 5};
  for (const int m : {1, 3}) {
    const core::Cost cost = core::cost(odd_layer(m), in);
    const std::vector<StageFormulas> of = layer_formulas(odd_layer(m), in);
    REQUIRE(of.size() == 3);
    CHECK(of[0].stage == "depthwise");
    CHECK(value(of[0].params) == cost.depthwise.params);
    CHECK(value(of[0].macs) == cost.depthwise.macs);
    CHECK(of[1].stage == "pointwise");
    CHECK(value(of[1].params) == cost.pointwise.params);
    CHECK(value(of[1].macs) == cost.pointwise.macs);
    CHECK(of[2].stage == "standard");
    CHECK(value(of[2].params) == cost.standard.params);
    CHECK(value(of[2].macs) == cost.standard.macs);
  }
}

TEST_CASE("every block's stages have formulas that come to what they cost") {
  const core::Shape in{2, 17, 23, 6};
  for (const core::Block& block : core::blocks()) {
    INFO(block.name);
    const core::Chain list =
        block.make({.layer = odd_layer(1), .in_channels = 6, .expansion = 2, .groups = 3});
    const std::vector<core::StageCost> costs = core::stage_costs(list, in);
    const std::vector<StageFormulas> of = stage_formulas(list, in);
    REQUIRE(of.size() == costs.size());
    for (std::size_t i = 0; i < of.size(); ++i) {
      CHECK(value(of[i].params) == costs[i].params);
      CHECK(value(of[i].macs) == costs[i].macs);
    }
  }
}

TEST_CASE("a formula is written in symbols and in numbers, in the same order") {
  const std::vector<StageFormulas> of = layer_formulas({}, {1, 8, 8, 3});
  CHECK(symbols(of[0].params) == "kh × kw × C × m");
  CHECK(symbols(of[1].params) == "C × m × K");
  CHECK(symbols(of[2].params) == "kh × kw × C × K");
  CHECK(with_numbers(of[2].params) == "3 × 3 × 3 × 3");
}
