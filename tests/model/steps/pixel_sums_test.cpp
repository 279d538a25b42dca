#include "app/model/steps/pixel_sums.h"

#include <cmath>

#include "tests/model/stages_of.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

/// A finished evaluation of a generated layer with random numbers, bias and an activation.
Evaluation evaluation_of(const tests::LayerCase& c, bool finished) {
  Evaluation e;
  core::Filters filters = tests::normal_filters(c, 2);
  if (finished) {
    for (int k = 0; k < c.layer.out_channels; ++k)
      filters.bias.push_back(0.1f * static_cast<float>(k) - 0.3f);
    filters.activation = core::Activation::leaky_relu;
  }
  tests::put_filters(e, c.layer, filters);
  e.results = {held(tests::normal_tensor(c.in, 1))};
  return e;
}

/// The tensor that `value(pixel, channel)` makes, place by place.
template <class Value>
core::Tensor assembled(const core::Shape& shape, Value&& value) {
  core::Tensor result(shape);
  for (int b = 0; b < shape.batch; ++b)
    for (int row = 0; row < shape.height; ++row)
      for (int column = 0; column < shape.width; ++column)
        for (int channel = 0; channel < shape.channels; ++channel)
          result.at(b, row, column, channel) = value(BatchPixel{b, {row, column}}, channel);
  return result;
}

TEST_CASE("the sums of single values are the reference's, bit for bit") {
  for (const bool finished : {false, true}) {
    for (const tests::LayerCase& c : tests::layer_cases()) {
      INFO(c.text() << (finished ? " with bias and activation" : ""));
      const Evaluation e = evaluation_of(c, finished);
      const core::Separable want =
          core::separable_conv2d(e.x()->tensor(), separable_filters(e.stages), c.layer);
      core::Tensor standard = core::conv2d(e.x()->tensor(), e.standard_filter(), c.layer);
      core::finish(standard, e.stages.folds.back().bias,
                   e.stages.list.stages.back().after.activation);

      CHECK(tests::same_bits(
          assembled(want.z.shape,
                    [&](const BatchPixel& pixel, int t) { return depthwise_sum(e, pixel, t).sum; }),
          want.z));
      CHECK(tests::same_bits(
          assembled(want.y.shape, [&](const BatchPixel& pixel,
                                      int k) { return pointwise_sum(e, pixel, k).finish.result; }),
          want.y));
      CHECK(tests::same_bits(assembled(standard.shape,
                                       [&](const BatchPixel& pixel, int k) {
                                         const StageSums sums(e, e.collapsed, 0, pixel);
                                         return sums.finish(k, sums.products(k).sum).result;
                                       }),
                             standard));
    }
  }
}

TEST_CASE("running sums end in the sum, and the padding adds nothing to them") {
  const tests::LayerCase c{core::Layer{}, {1, 4, 5, 2}};
  Evaluation e = evaluation_of(c, false);
  // An infinite weight over the padding does no harm: its tap is skipped.
  e.stages.folds.front().filter.at(0, 0, 0, 0) = INFINITY;
  const WindowSum corner = depthwise_sum(e, {0, {0, 0}}, 0);
  REQUIRE(corner.products.size() == 9);
  int skipped = 0;
  float sum = 0;
  for (const Product& p : corner.products) {
    CHECK(p.is_padding == !core::reads_input(p.tap, c.in));
    skipped += p.is_padding;
    sum += p.product;
    CHECK(p.running == sum);
  }
  CHECK(skipped == 5);
  CHECK(std::isfinite(corner.sum));
  CHECK(corner.products.back().running == corner.sum);
}

TEST_CASE("terms are listed by the size of what they add, NaN first") {
  std::vector<MixTerm> terms(4);
  terms[0].product = 0.5f;
  terms[1].product = -2;
  terms[2].product = NAN;
  terms[3].product = -0.5f;
  CHECK(by_magnitude(terms) == std::vector<int>{2, 1, 0, 3});
}

}  // namespace
}  // namespace twofold::model
