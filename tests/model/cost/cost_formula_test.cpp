#include "app/model/cost/cost_formula.h"

#include "core/cost.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

TEST_CASE("the products of a formula come to what core::cost counts") {
  const core::Shape in{4, 17, 23, 5};
  for (const int m : {1, 3}) {
    core::Layer layer;
    layer.kernel = {3, 2};
    layer.strides = {2, 1};
    layer.channel_multiplier = m;
    layer.out_channels = 7;
    const core::Cost cost = core::cost(layer, in);
    CHECK(value(params_product(Convolution::depthwise, layer, in)) == cost.depthwise.params);
    CHECK(value(params_product(Convolution::pointwise, layer, in)) == cost.pointwise.params);
    CHECK(value(params_product(Convolution::standard, layer, in)) == cost.standard.params);
    CHECK(value(macs_product(Convolution::depthwise, layer, in)) == cost.depthwise.macs);
    CHECK(value(macs_product(Convolution::pointwise, layer, in)) == cost.pointwise.macs);
    CHECK(value(macs_product(Convolution::standard, layer, in)) == cost.standard.macs);
  }
}

TEST_CASE("a product is written in symbols and in numbers, in the same order") {
  const core::Layer layer;
  const Product product = params_product(Convolution::standard, layer, {1, 8, 8, 3});
  CHECK(symbols(product) == "kh × kw × C × K");
  CHECK(with_numbers(product) == "3 × 3 × 3 × 3");
}
