#include "core/chain/check.h"

#include "core/chain/blocks.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

Chain grouped(int out_channels, int groups) {
  return find_block("grouped")->make({Layer{.out_channels = out_channels}, 0, 1, groups});
}

}  // namespace

TEST_CASE("what a layer may be, its list may be") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    CHECK(check(separable_chain(c.layer), c.in).empty());
    CHECK(check(standard_chain(c.layer), c.in).empty());
  }
}

TEST_CASE("groups divide the channels that come in and go out") {
  CHECK(check(grouped(6, 3), {1, 4, 4, 9}).empty());
  const auto problems = check(grouped(10, 4), {1, 4, 4, 8});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == Field::groups);
  CHECK(problems[0].sentence == "4 groups do not divide 10 output channels; 2 would divide both");
  CHECK(check(grouped(8, 3), {1, 4, 4, 8})[0].sentence ==
        "3 groups do not divide 8 input channels; 2 would divide both");
  CHECK(check(grouped(8, 0), {1, 4, 4, 8})[0].field == Field::groups);
}

TEST_CASE("a sum needs equal shapes") {
  const Block& block = *find_block("convnext");
  const auto problems =
      check(block.make({Layer{.kernel = {7, 7}, .out_channels = 6}, 8, 4}), {1, 9, 9, 8});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == Field::out_channels);
  CHECK(problems[0].sentence ==
        "the block adds its input to its result, so both must have one shape: 8 channels come in "
        "and 6 go out");
  const auto strided =
      check(block.make({Layer{.strides = {2, 2}, .out_channels = 8}, 8, 4}), {1, 9, 9, 8});
  REQUIRE(strided.size() == 1);
  CHECK(strided[0].field == Field::strides);
}

TEST_CASE("a block may be wider inside than a picture may be, but can be counted") {
  const Block& block = *find_block("inverted-residual");
  CHECK(check(block.make({Layer{.out_channels = 8}, 2048, 4}), {1, 7, 7, 2048}).empty());
  const auto problems = check(block.make({Layer{.out_channels = 8}, 4096, 4096}), {1, 7, 7, 4096});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == Field::expansion);
}

TEST_CASE("explicit zeros are from 0 up, and a kernel larger than all of it is named") {
  Layer layer{{5, 5}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  layer.explicit_pads = Pads{0, 0, 0, -1};
  CHECK(check(standard_chain(layer), {1, 8, 8, 1})[0].field == Field::pads);
  layer.explicit_pads = Pads{1, 0, 1, 1};
  CHECK(check(standard_chain(layer), {1, 4, 4, 1}).empty());
  CHECK(check(standard_chain(layer), {1, 3, 4, 1})[0].field == Field::kernel);
}

}  // namespace twofold::core
