#include "core/chain/run.h"

#include <cmath>

#include "core/chain/blocks.h"
#include "core/chain/check.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using tests::agree;
using tests::same_bits;

/// Filters for every stage of a chain, small integers.
Folds integer_folds(const Chain& list, const Shape& in, std::uint64_t seed) {
  const std::vector<Shape> shapes = result_shapes(list, in);
  Folds folds;
  for (const Stage& stage : list.stages) {
    const int channels = shapes[static_cast<std::size_t>(stage.reads)].channels;
    folds.push_back({tests::integer_filter(filter_shape(stage, channels), seed++), {}, {}, {}});
  }
  return folds;
}

/// What a grouped convolution is: each group's channels through a standard one.
float grouped_value(const Stage& stage, const Tensor& x, const Filter& w, const Shape& at) {
  const int outputs = w.shape.out / stage.groups;
  const int first = at.channels / outputs * w.shape.in;
  float sum = 0;
  const Pads zeros = pads(stage.layer, x.shape);
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      const int iy = at.height * stage.layer.strides.height + ky - zeros.top;
      const int ix = at.width * stage.layer.strides.width + kx - zeros.left;
      if (iy < 0 || ix < 0 || iy >= x.shape.height || ix >= x.shape.width) continue;
      for (int i = 0; i < w.shape.in; ++i)
        sum += x.at(at.batch, iy, ix, first + i) * w.at(ky, kx, i, at.channels);
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("two stages are the separable convolution, one the standard, bit for bit") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor x = tests::normal_tensor(c.in, 1);
    const Filters filters = tests::normal_filters(c, 2);
    const Folds folds{{filters.depthwise, {}, {}, {}}, {filters.pointwise, {}, {}, {}}};
    const std::vector<Tensor> results = run(separable_chain(c.layer), x, folds);
    const Separable want = separable_conv2d(x, filters, c.layer);
    REQUIRE(results.size() == 2);
    CHECK(same_bits(results[0], want.z));
    CHECK(same_bits(results[1], want.y));

    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 3);
    CHECK(same_bits(run(standard_chain(c.layer), x, {{w, {}, {}, {}}})[0], conv2d(x, w, c.layer)));
  }
}

TEST_CASE("a bottleneck widens, filters, makes narrow and adds its input") {
  Chain list = find_block("inverted-residual")->make({Layer{.out_channels = 5}, 5, 6, 1});
  for (Stage& stage : list.stages) stage.after = {};
  const Shape in{2, 6, 7, 5};
  REQUIRE(check(list, in).empty());
  const Tensor x = tests::integer_tensor(in, 4);
  const Folds folds = integer_folds(list, in, 5);
  const std::vector<Tensor> results = run(list, x, folds);
  REQUIRE(results.size() == 3);
  const Tensor wide = pointwise(x, folds[0].filter);
  const Tensor filtered = depthwise_conv2d(wide, folds[1].filter, list.stages[1].layer);
  Tensor narrow = pointwise(filtered, folds[2].filter);
  for (std::size_t i = 0; i < narrow.values.size(); ++i) narrow.values[i] += x.values[i];
  CHECK(results[0].shape == Shape{2, 6, 7, 30});
  CHECK(same_bits(results[1], filtered));
  CHECK(same_bits(results[2], narrow));
}

TEST_CASE("groups go from the standard convolution to the depthwise one") {
  const Layer layer{{3, 2}, {2, 1}, {1, 1}, Padding::same, 1, 12};
  const Shape in{1, 5, 6, 6};
  const Tensor x = tests::integer_tensor(in, 6);
  for (const int groups : {1, 2, 3, 6}) {
    INFO(groups);
    Stage stage = standard_stage(layer);
    stage.operation = Operation::grouped;
    stage.groups = groups;
    const Filter w = tests::integer_filter(filter_shape(stage, in.channels), 7);
    CHECK(w.shape == FilterShape{3, 2, 6 / groups, 12});
    const Tensor got = convolve(stage, x, w);
    REQUIRE(got.shape == Shape{1, 3, 6, 12});
    for (int y = 0; y < 3; ++y)
      for (int xx = 0; xx < 6; ++xx)
        for (int k = 0; k < 12; ++k)
          REQUIRE(got.at(0, y, xx, k) == grouped_value(stage, x, w, {0, y, xx, k}));
    if (groups == 1) CHECK(same_bits(got, conv2d(x, w, layer)));
    if (groups == 6) {
      // [kh, kw, 1, C * m] and TensorFlow's [kh, kw, C, m] are the same numbers in the same order.
      Layer depthwise = layer;
      depthwise.channel_multiplier = 2;
      CHECK(same_bits(got, depthwise_conv2d(x, Filter({3, 2, 6, 2}, w.values), depthwise)));
    }
  }
}

TEST_CASE("bias, normalisation and activation follow in this order") {
  Stage stage = pointwise_stage(2);
  stage.after = {true, Normalisation::channel, Activation::relu};
  Tensor sums({1, 1, 2, 2}, {1, -4, -3, 5});
  follow(stage, {{}, {1, 1}, {2, -1}, {0.5f, 1}}, sums);
  // (1 + 1) * 2 + .5 = 4.5; (-4 + 1) * -1 + 1 = 4; (-3 + 1) * 2 + .5 < 0; (5 + 1) * -1 + 1 < 0
  CHECK(sums.values == Floats{4.5f, 4, 0, 0});
}

TEST_CASE("a trained batch normalisation is a scale and a shift, and goes into the filter") {
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, 3};
  const Tensor x = tests::normal_tensor({1, 5, 4, 3}, 8);
  for (Stage stage : {depthwise_stage(layer), pointwise_stage(3), standard_stage(layer)}) {
    INFO(word(stage.operation));
    stage.after = {true, Normalisation::channel, Activation::none};
    const int channels = output_shape(stage, x.shape).channels;
    Fold fold{tests::normal_filter(filter_shape(stage, 3), 9), {}, {}, {}};
    BatchStatistics statistics;
    for (int k = 0; k < channels; ++k) {
      const float value = static_cast<float>(k);
      fold.bias.push_back(value - 1);
      statistics.mean.push_back(0.5f * value);
      statistics.variance.push_back(1 + value);
      statistics.gamma.push_back(2 - value);
      statistics.beta.push_back(value + 0.25f);
    }
    statistics.epsilon = 0.5f;
    const Fold scaled = normalised(fold, statistics);
    CHECK(std::abs(scaled.scale[1] - 1 / std::sqrt(2.5f)) < 1e-6f);
    CHECK(std::abs(scaled.shift[1] - (1.25f - 0.5f / std::sqrt(2.5f))) < 1e-6f);

    const Tensor want = run(then({}, stage), x, {scaled})[0];
    stage.after.normalisation = Normalisation::none;
    CHECK(agree(run(then({}, stage), x, {folded(stage, scaled)})[0], want));
  }
}

TEST_CASE("a pixel's channels are brought to mean 0 and variance 1") {
  Stage stage = pointwise_stage(4);
  stage.after.normalisation = Normalisation::pixel;
  Tensor sums({1, 1, 2, 4}, {1, 2, 3, 6, 7, 7, 7, 7});
  follow(stage, {{}, {}, {2, 2, 2, 2}, {}}, sums);
  // Mean 3, variance 3.5.
  const float deviation = std::sqrt(3.5f + kNormalisationEpsilon);
  CHECK(std::abs(sums.values[0] - 2 * -2 / deviation) < 1e-6f);
  CHECK(std::abs(sums.values[3] - 2 * 3 / deviation) < 1e-6f);
  CHECK(sums.values[5] == 0);
}

TEST_CASE("a stop leaves rows undone and comes back") {
  StopFlag stop{true};
  Stage stage = standard_stage(Layer{.out_channels = 4});
  stage.operation = Operation::grouped;
  stage.groups = 2;
  const Tensor x = tests::integer_tensor({1, 4, 4, 2}, 1);
  const Filter w = tests::integer_filter(filter_shape(stage, 2), 2);
  CHECK(convolve(stage, x, w, &stop) == Tensor({1, 4, 4, 4}));
}

}  // namespace twofold::core
