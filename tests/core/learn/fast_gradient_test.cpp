// The fast engine's gradients against the reference's.
#include "core/learn/fast_gradient.h"

#include <limits>

#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"
#include "tests/support/golden.h"

namespace twofold::core {
namespace {

using tests::agree;

void check_bias(const std::vector<float>& got, const std::vector<float>& want) {
  REQUIRE(got.size() == want.size());
  CHECK(agree(std::span(got), std::span(want)));
}

void check(const SeparableGradients& got, const SeparableGradients& want) {
  CHECK(agree(got.input, want.input));
  CHECK(agree(got.depthwise, want.depthwise));
  CHECK(agree(got.pointwise, want.pointwise));
  check_bias(got.bias, want.bias);
}

void check(const ConvolutionGradients& got, const ConvolutionGradients& want) {
  CHECK(agree(got.input, want.input));
  CHECK(agree(got.filter, want.filter));
  check_bias(got.bias, want.bias);
}

/// All three operations of a case, by both.
void check_all(const tests::LayerCase& c, std::uint64_t seed) {
  INFO(c.text());
  const Tensor x = tests::normal_tensor(c.in, seed);
  const Filters filters = tests::normal_filters(c, seed + 1);
  const Tensor y_grad = tests::normal_tensor(output_shape(c.layer, c.in), seed + 2);
  check(fast_separable_conv2d_gradients(x, filters, c.layer, y_grad),
        separable_conv2d_gradients(x, filters, c.layer, y_grad));
  const Tensor z_grad = tests::normal_tensor(depthwise_output_shape(c.layer, c.in), seed + 3);
  check(fast_depthwise_conv2d_gradients(x, filters.depthwise, c.layer, z_grad),
        depthwise_conv2d_gradients(x, filters.depthwise, c.layer, z_grad));
  const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), seed + 4);
  check(fast_conv2d_gradients(x, w, c.layer, y_grad), conv2d_gradients(x, w, c.layer, y_grad));
}

tests::LayerCase layer_case(const Shape& in, Extent kernel, int m, int outputs, int stride = 1) {
  tests::LayerCase c;
  c.layer.kernel = kernel;
  c.layer.strides = {stride, stride};
  c.layer.channel_multiplier = m;
  c.layer.out_channels = outputs;
  c.in = in;
  return c;
}

}  // namespace

TEST_CASE("fast gradients agree with the reference, for every small layer") {
  std::uint64_t seed = 1;
  for (const tests::LayerCase& c : tests::layer_cases()) check_all(c, seed += 10);
}

TEST_CASE("fast gradients agree around the sizes that the work is cut by") {
  // Rows about 1024 pixels; planes about 8192 floats; windows about 96 places; 16 channels at a
  // time; more than 16 chunks of pixels.
  const tests::LayerCase cases[] = {
      layer_case({1, 2, 1023, 1}, {3, 3}, 1, 1), layer_case({1, 2, 1024, 2}, {3, 3}, 1, 2),
      layer_case({1, 2, 1025, 1}, {1, 3}, 2, 3), layer_case({1, 3, 2100, 1}, {3, 1}, 1, 2, 2),
      layer_case({1, 90, 90, 2}, {3, 3}, 1, 3),  layer_case({1, 130, 140, 1}, {5, 5}, 1, 2),
      layer_case({2, 9, 7, 15}, {3, 3}, 1, 17),  layer_case({1, 7, 7, 16}, {3, 3}, 1, 16),
      layer_case({3, 5, 6, 17}, {3, 3}, 2, 33),  layer_case({1, 8, 9, 33}, {3, 3}, 1, 8, 2),
      layer_case({5, 11, 13, 4}, {1, 1}, 3, 7),  layer_case({1, 40, 50, 3}, {7, 7}, 1, 2, 3)};
  std::uint64_t seed = 1;
  for (const tests::LayerCase& c : cases) check_all(c, seed += 10);
}

TEST_CASE("fast gradients of many channels: every remainder of the strides, and any border") {
  // Channels from a vector's lanes on, and some that overlap; strides larger than the kernel, so
  // that remainders have no tap; zeros beyond the kernel's reach, so that outputs meet no input.
  std::vector<tests::LayerCase> cases{
      layer_case({2, 9, 10, 20}, {3, 3}, 1, 18, 2), layer_case({1, 11, 12, 17}, {5, 4}, 1, 16, 3),
      layer_case({1, 8, 9, 16}, {2, 2}, 1, 19, 3),  layer_case({1, 7, 6, 40}, {1, 1}, 1, 9, 2),
      layer_case({1, 4, 5, 33}, {7, 7}, 1, 20, 1),  layer_case({1, 9, 8, 21}, {3, 3}, 1, 16, 1)};
  cases.back().layer.dilations = {2, 3};
  cases.push_back(layer_case({1, 12, 11, 18}, {3, 3}, 1, 17, 2));
  cases.back().layer.padding = Padding::valid;
  for (const int stride : {1, 2}) {
    cases.push_back(layer_case({1, 6, 7, 16}, {3, 3}, 1, 16, stride));
    cases.back().layer.explicit_pads = Pads{5, 4, 6, 3};
    cases.push_back(layer_case({1, 9, 9, 16}, {4, 4}, 1, 16, stride));
    cases.back().layer.explicit_pads = Pads{0, 2, 1, 0};
  }
  std::uint64_t seed = 1;
  for (const tests::LayerCase& c : cases) check_all(c, seed += 10);
}

TEST_CASE("fast gradients: the same bits for any number of threads") {
  const tests::LayerCase c = GENERATE(layer_case({2, 40, 50, 10}, {3, 3}, 2, 12),
                                      layer_case({2, 40, 50, 140}, {3, 3}, 1, 12, 2));
  const Tensor x = tests::normal_tensor(c.in, 1);
  const Filters filters = tests::normal_filters(c, 2);
  const Tensor y_grad = tests::normal_tensor(output_shape(c.layer, c.in), 3);
  const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 4);
  const auto one = fast_separable_conv2d_gradients(x, filters, c.layer, y_grad, 1);
  const auto standard = fast_conv2d_gradients(x, w, c.layer, y_grad, {}, 1);
  for (const int threads : {2, 3, 7}) {
    const auto many = fast_separable_conv2d_gradients(x, filters, c.layer, y_grad, threads);
    CHECK(many.input.values == one.input.values);
    CHECK(many.depthwise == one.depthwise);
    CHECK(many.pointwise == one.pointwise);
    const auto other = fast_conv2d_gradients(x, w, c.layer, y_grad, {}, threads);
    CHECK(other.input.values == standard.input.values);
    CHECK(other.filter == standard.filter);
  }
}

TEST_CASE("fast gradients: bias and activations, away from their kinks") {
  // Small integers and a bias of a half: no sum lies on a kink.
  const tests::LayerCase c = layer_case({1, 9, 11, 3}, {3, 3}, 2, 4);
  const Tensor x = tests::integer_tensor(c.in, 1);
  Filters filters = tests::integer_filters(c, 2);
  filters.bias = {0.5f, -0.5f, 1.5f, 0.25f};
  const Tensor y_grad = tests::normal_tensor(output_shape(c.layer, c.in), 3);
  const Filter w = tests::integer_filter(standard_filter_shape(c.layer, c.in.channels), 4);
  for (const ActivationNames& names : kActivations) {
    const Activation a = names.activation;
    INFO(names.word);
    filters.activation = a;
    check(fast_separable_conv2d_gradients(x, filters, c.layer, y_grad),
          separable_conv2d_gradients(x, filters, c.layer, y_grad));
    const Following following{filters.bias, a};
    check(fast_conv2d_gradients(x, w, c.layer, y_grad, following),
          conv2d_gradients(x, w, c.layer, y_grad, following));
  }
}

TEST_CASE("fast gradients: what is not finite is where the reference has it") {
  const tests::LayerCase c = layer_case({1, 6, 7, 2}, {3, 3}, 1, 3);
  Tensor x = tests::normal_tensor(c.in, 1);
  x.at(0, 0, 3, 1) = std::numeric_limits<float>::infinity();
  const Filters filters = tests::normal_filters(c, 2);
  const Tensor y_grad = tests::normal_tensor(output_shape(c.layer, c.in), 3);
  check(fast_separable_conv2d_gradients(x, filters, c.layer, y_grad),
        separable_conv2d_gradients(x, filters, c.layer, y_grad));
}

TEST_CASE("fast gradients: the golden cases") {
  int seen = 0;
  for (const tests::GoldenCase& c : tests::golden_cases()) {
    if (!c.grads) continue;
    INFO(c.name);
    ++seen;
    const Tensor y_grad(c.y.shape, c.grads->output_grad);
    if (c.op == "separable_conv2d") {
      const auto got = fast_separable_conv2d_gradients(c.input, c.filters, c.layer, y_grad);
      CHECK(agree(got.input.values, c.grads->input));
      CHECK(agree(got.depthwise.values, c.grads->depthwise));
      CHECK(agree(got.pointwise.values, c.grads->pointwise));
    } else if (c.op == "conv2d") {
      const auto got = fast_conv2d_gradients(c.input, c.standard, c.layer, y_grad);
      CHECK(agree(got.input.values, c.grads->input));
      CHECK(agree(got.filter.values, c.grads->standard));
    }
  }
  CHECK(seen >= 6);
}

}  // namespace twofold::core
