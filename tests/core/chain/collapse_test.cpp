#include "core/chain/collapse.h"

#include "core/chain/blocks.h"
#include "core/equivalent.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

Folds random_folds(const Chain& list, const Shape& in) {
  const std::vector<Shape> shapes = result_shapes(list, in);
  Folds folds;
  std::uint64_t seed = 1;
  for (const Stage& stage : list.stages) {
    Fold fold;
    fold.filter = tests::normal_filter(
        filter_shape(stage, shapes[static_cast<std::size_t>(stage.reads)].channels), seed++);
    folds.push_back(std::move(fold));
  }
  return folds;
}

/// The list with nothing between, behind or around its stages.
Chain bare(Chain list) {
  for (Stage& stage : list.stages) {
    stage.after = {};
    stage.adds.reset();
  }
  return list;
}

}  // namespace

TEST_CASE("a bare list and the filter that it comes to make the same") {
  const Shape in{1, 7, 8, 4};
  const Tensor x = tests::normal_tensor(in, 9);
  for (const Block& block : blocks()) {
    INFO(block.name);
    BlockSettings settings;
    settings.in_channels = 4;
    settings.expansion = 3;
    settings.groups = 2;
    settings.layer.out_channels = block.keeps_channels ? 4 : 6;
    const Chain list = bare(block.make(settings));
    CHECK(collapses(list));
    const Folds folds = random_folds(list, in);
    const Filter w = collapse(list, folds, in.channels);
    CHECK(tests::agree(conv2d(x, w, settings.layer), run(list, x, folds).back()));
  }
}

TEST_CASE("of a separable layer it is the very filter that D and P come to") {
  const Shape in{1, 7, 8, 3};
  const Layer layer{.channel_multiplier = 3, .out_channels = 5};
  const Folds folds = random_folds(separable_chain(layer), in);
  CHECK(collapse(separable_chain(layer), folds, 3) ==
        collapse(folds.front().filter, folds.back().filter));
}

TEST_CASE("no filter does the same where something stands between or goes around") {
  Chain list = separable_chain({});
  CHECK(collapses(list));
  list.stages.back().after.activation = Activation::relu;  // behind both
  CHECK(collapses(list));
  list.stages.front().after.bias = true;
  CHECK_FALSE(collapses(list));
  list = separable_chain({});
  list.stages.back().adds = 0;
  CHECK_FALSE(collapses(list));
}

}  // namespace twofold::core
