#include "core/learn/gradient.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/filters.h"
#include "core/separable.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"
#include "tests/support/golden.h"

namespace twofold::core {
namespace {

using tests::agree;

using Doubles = std::vector<double>;

Doubles normal_doubles(std::int64_t count, std::uint64_t seed) {
  Random random(seed);
  Doubles values(static_cast<std::size_t>(count));
  for (double& v : values) v = random.normal();
  return values;
}

/// An operation in double, by the terms of the formula: a loss and its gradients.
struct Operation {
  std::function<void(std::function<void(const ProductIndices&)>)> products;
  std::function<Gradients<double>(const Backward<double>&)> gradients;
  std::int64_t inputs;
  std::int64_t weights;
  std::int64_t outputs;

  double loss(const Doubles& x, const Doubles& w, const Doubles& grad) const {
    double sum = 0;
    products([&](const ProductIndices& p) { sum += x[p.input] * w[p.weight] * grad[p.output]; });
    return sum;
  }
};

std::vector<Operation> operations(const tests::LayerCase& c) {
  const Layer& layer = c.layer;
  const Shape z = depthwise_output_shape(layer, c.in);
  const Shape y = output_shape(layer, c.in);
  using Visit = std::function<void(const ProductIndices&)>;
  return {{[=](const Visit& visit) { for_each_depthwise_product(layer, c.in, visit); },
           [=](const Backward<double>& b) { return depthwise_gradients(layer, c.in, b); },
           c.in.count(), depthwise_filter_shape(layer, c.in.channels).count(), z.count()},
          {[=](const Visit& visit) { for_each_standard_product(layer, c.in, visit); },
           [=](const Backward<double>& b) { return conv2d_gradients(layer, c.in, b); },
           c.in.count(), standard_filter_shape(layer, c.in.channels).count(), y.count()},
          {[=](const Visit& visit) { for_each_pointwise_product(z, layer.out_channels, visit); },
           [=](const Backward<double>& b) { return pointwise_gradients(z, layer.out_channels, b); },
           z.count(), pointwise_filter_shape(layer, c.in.channels).count(), y.count()}};
}

/// The largest distance between `got` and central differences of `loss` over the largest `got`, at
/// some of its places.
template <class Loss>
double distance_from_differences(const Doubles& got, Doubles at, Loss&& loss) {
  constexpr double kStep = 1e-3;
  const std::size_t every = std::max<std::size_t>(1, at.size() / 7);
  double most = 0;
  double largest = 1e-12;
  for (const double g : got) largest = std::max(largest, std::abs(g));
  for (std::size_t i = 0; i < at.size(); i += every) {
    const double here = at[i];
    at[i] = here + kStep;
    const double above = loss(at);
    at[i] = here - kStep;
    const double below = loss(at);
    at[i] = here;
    most = std::max(most, std::abs((above - below) / (2 * kStep) - got[i]));
  }
  return most / largest;
}

/// sum(y * grad) of a whole layer in double, as far as the activation.
double layer_loss(const Layer& layer, const Shape& in, const Doubles& x, const Doubles& d,
                  const Doubles& p, const Doubles& bias, const Doubles& grad,
                  Activation activation) {
  const Shape z_shape = depthwise_output_shape(layer, in);
  Doubles z(static_cast<std::size_t>(z_shape.count()));
  for_each_depthwise_product(
      layer, in, [&](const ProductIndices& t) { z[t.output] += x[t.input] * d[t.weight]; });
  Doubles y(grad.size());
  for_each_pointwise_product(z_shape, layer.out_channels, [&](const ProductIndices& t) {
    y[t.output] += z[t.input] * p[t.weight];
  });
  double loss = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double value = y[i] + bias[i % bias.size()];
    if (activation == Activation::leaky_relu && value < 0) value *= 0.1f;
    if (activation == Activation::relu || activation == Activation::relu6)
      value = std::max(value, 0.0);
    if (activation == Activation::relu6) value = std::min(value, 6.0);
    loss += value * grad[i];
  }
  return loss;
}

template <class Values>
Doubles doubles(const Values& values) {
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("the products are those of the reference, for every operation") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Tensor x = tests::integer_tensor(c.in, 1);
    const Filters filters = tests::integer_filters(c, 2);
    const Filter w = tests::integer_filter(standard_filter_shape(c.layer, c.in.channels), 3);
    const Separable want = separable_conv2d(x, filters, c.layer);
    Tensor z(want.z.shape);
    for_each_depthwise_product(c.layer, c.in, [&](const ProductIndices& p) {
      z.values[p.output] += x.values[p.input] * filters.depthwise.values[p.weight];
    });
    CHECK(z == want.z);
    Tensor y(want.y.shape);
    for_each_pointwise_product(z.shape, c.layer.out_channels, [&](const ProductIndices& p) {
      y.values[p.output] += z.values[p.input] * filters.pointwise.values[p.weight];
    });
    CHECK(y == want.y);
    Tensor standard(want.y.shape);
    for_each_standard_product(c.layer, c.in, [&](const ProductIndices& p) {
      standard.values[p.output] += x.values[p.input] * w.values[p.weight];
    });
    CHECK(standard == conv2d(x, w, c.layer));
  }
}

TEST_CASE("every golden case with gradients") {
  int cases = 0;
  for (const tests::GoldenCase& c : tests::golden_cases()) {
    if (!c.grads) continue;
    INFO(c.name);
    ++cases;
    const Tensor grad(c.y.shape, c.grads->output_grad);
    if (c.op == "conv2d") {
      const ConvolutionGradients got = conv2d_gradients(c.input, c.standard, c.layer, grad);
      CHECK(agree(got.input.values, c.grads->input));
      CHECK(agree(got.filter.values, c.grads->standard));
      continue;
    }
    REQUIRE(c.op == "separable_conv2d");
    const SeparableGradients got = separable_conv2d_gradients(c.input, c.filters, c.layer, grad);
    CHECK(agree(got.input.values, c.grads->input));
    CHECK(agree(got.depthwise.values, c.grads->depthwise));
    CHECK(agree(got.pointwise.values, c.grads->pointwise));
    CHECK(got.bias.empty());
  }
  CHECK(cases == 6);
}

TEST_CASE("gradients by hand: one tap in the padding is skipped both ways") {
  // x = 1 2, D = 10 20 30 along the row: z0 = 20*1 + 30*2 = 80, z1 = 10*1 + 20*2 = 50.
  const Layer layer{{1, 3}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  const ConvolutionGradients got =
      depthwise_conv2d_gradients(Tensor({1, 1, 2, 1}, {1, 2}), Filter({1, 3, 1, 1}, {10, 20, 30}),
                                 layer, Tensor({1, 1, 2, 1}, {1, 100}));
  CHECK(got.input.values == Floats{20 * 1 + 10 * 100, 30 * 1 + 20 * 100});
  CHECK(got.filter.values == std::vector<float>{1 * 100, 1 * 1 + 2 * 100, 2 * 1});
}

TEST_CASE("every operation's gradients are central differences of its loss") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    for (const Operation& operation : operations(c)) {
      const Doubles x = normal_doubles(operation.inputs, 11);
      const Doubles w = normal_doubles(operation.weights, 12);
      const Doubles grad = normal_doubles(operation.outputs, 13);
      const Gradients<double> got = operation.gradients({x, w, grad});
      CHECK(distance_from_differences(got.input, x, [&](const Doubles& at) {
              return operation.loss(at, w, grad);
            }) < 1e-6);
      CHECK(distance_from_differences(got.weights, w, [&](const Doubles& at) {
              return operation.loss(x, at, grad);
            }) < 1e-6);
    }
  }
}

TEST_CASE("a whole layer's gradients are central differences, bias and activation included") {
  for (const Activation activation :
       {Activation::none, Activation::relu, Activation::relu6, Activation::leaky_relu}) {
    const Layer layer{{3, 2}, {2, 1}, {1, 2}, Padding::same, 2, 3};
    const tests::LayerCase c{layer, {2, 5, 6, 2}};
    const Tensor x = tests::normal_tensor(c.in, 21);
    Filters filters = tests::normal_filters(c, 22);
    filters.bias = {0.5f, -1, 2};
    filters.activation = activation;
    const Tensor grad = tests::normal_tensor(output_shape(layer, c.in), 23);
    const SeparableGradients got = separable_conv2d_gradients(x, filters, layer, grad);
    Doubles at[] = {doubles(x.values), doubles(filters.depthwise.values),
                    doubles(filters.pointwise.values), doubles(filters.bias)};
    const Doubles wanted[] = {doubles(got.input.values), doubles(got.depthwise.values),
                              doubles(got.pointwise.values), doubles(got.bias)};
    for (std::size_t which = 0; which < std::size(at); ++which) {
      INFO("activation " << static_cast<int>(activation) << ", part " << which);
      const Doubles here = at[which];
      CHECK(distance_from_differences(wanted[which], here, [&](const Doubles& moved) {
              at[which] = moved;
              const double loss = layer_loss(layer, c.in, at[0], at[1], at[2], at[3],
                                             doubles(grad.values), activation);
              at[which] = here;
              return loss;
            }) < 1e-6);
    }
  }
}

TEST_CASE("depthwise and standard convolutions take a bias and an activation too") {
  // One pixel, one weight: y = relu(2 * 3 + b); above the kink all of dL/dy passes, below none.
  const Layer layer{{1, 1}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  const Tensor x({1, 1, 1, 1}, {2});
  const Filter w({1, 1, 1, 1}, {3});
  const Tensor grad({1, 1, 1, 1}, {10});
  const ConvolutionGradients above = conv2d_gradients(x, w, layer, grad, {{-5}, Activation::relu});
  CHECK(above.input.values == Floats{30});
  CHECK(above.filter.values == std::vector<float>{20});
  CHECK(above.bias == std::vector<float>{10});
  const ConvolutionGradients at_kink =
      depthwise_conv2d_gradients(x, w, layer, grad, {{-6}, Activation::relu});
  CHECK(at_kink.input.values == Floats{0});
  CHECK(at_kink.bias == std::vector<float>{0});
}

TEST_CASE("float and double gradients are the same sums, rounded once") {
  const tests::LayerCase c{{{3, 3}, {1, 2}, {1, 1}, Padding::same, 2, 2}, {1, 6, 7, 3}};
  const Tensor x = tests::normal_tensor(c.in, 31);
  const Filter w = tests::normal_filter(standard_filter_shape(c.layer, 3), 32);
  const Tensor grad = tests::normal_tensor(output_shape(c.layer, c.in), 33);
  const Gradients<float> in_float =
      conv2d_gradients<float>(c.layer, c.in, {x.values, w.values, grad.values});
  const Doubles wide[] = {doubles(x.values), doubles(w.values), doubles(grad.values)};
  const Gradients<double> in_double =
      conv2d_gradients<double>(c.layer, c.in, {wide[0], wide[1], wide[2]});
  for (std::size_t i = 0; i < in_float.weights.size(); ++i)
    CHECK(in_float.weights[i] == static_cast<float>(in_double.weights[i]));
  for (std::size_t i = 0; i < in_float.input.size(); ++i)
    CHECK(in_float.input[i] == static_cast<float>(in_double.input[i]));
}

}  // namespace twofold::core
