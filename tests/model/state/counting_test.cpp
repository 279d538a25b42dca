#include "app/model/state/counting.h"

#include "core/taps.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

const core::Shape kIn{2, 5, 6, 3};
constexpr core::Layer kLayer{.channel_multiplier = 2, .out_channels = 4};

CountedCost count_as(const Counting& counting) {
  return counted(core::cost(kLayer, kIn), kLayer, kIn, counting);
}

}  // namespace

TEST_CASE("FLOPs are two for each multiply-add, and a bias one addition for every value") {
  const CountedCost macs = count_as({});
  const std::int64_t values = core::output_shape(kLayer, kIn).count();
  CHECK(count_as({.flops = true}).separable.operations == 2 * macs.separable.operations);
  const CountedCost biased = count_as({.bias = true});
  CHECK(biased.pointwise.operations == macs.pointwise.operations + values);
  CHECK(biased.standard.params == macs.standard.params + 4);
  CHECK(biased.depthwise == macs.depthwise);
  CHECK(biased.separable.params == macs.separable.params + 4);
}

TEST_CASE("without padding only the taps that read the picture count") {
  std::int64_t taps = 0;
  for (int oy = 0; oy < 5; ++oy)
    for (int ox = 0; ox < 6; ++ox)
      core::for_each_tap(kLayer, kIn, oy, ox, [&](const core::Tap&) { ++taps; });
  const CountedCost inside = count_as({.padding = false});
  CHECK(inside.depthwise.operations == taps * 2 * 3 * 2);
  CHECK(inside.standard.operations == taps * 2 * 3 * 4);
}

TEST_CASE("the tools are named by how they count") {
  CHECK(counted_so_by({}) == "fvcore, thop");
  CHECK(counted_so_by({.bias = true}) == "ptflops");
  CHECK(counted_so_by({.flops = true, .bias = true}).find("TensorFlow") == 0);
  CHECK(counted_so_by({.padding = false}) == "none of the usual tools");
}

TEST_CASE("bytes: each stage reads its input and writes its output, z is moved twice") {
  const MovedBytes moved = moved_bytes(kLayer, kIn);
  const std::int64_t pixels = 2 * 5 * 6;
  CHECK(moved.depthwise == 4 * pixels * (3 + 6));
  CHECK(moved.pointwise == 4 * pixels * (6 + 4));
  CHECK(moved.separable == moved.depthwise + moved.pointwise);
  CHECK(moved.standard == 4 * pixels * (3 + 4));
}
