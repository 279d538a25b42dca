// What activations leave of sums agrees with the reference, however little it is.
#include "core/fast/after.h"

#include "core/fast/plan.h"
#include "tests/core/fast/edges.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::LayerCase;

constexpr std::array kActivations{Activation::relu, Activation::relu6, Activation::leaky_relu};

void check(const LayerCase& c, const Tensor& x, const Filters& filters) {
  const Tensor want = core::separable_conv2d(x, filters, c.layer).y;
  for (const auto& [target, name] : tests::targets()) {
    for (bool collapse : {false, true}) {
      INFO(c.text() << " " << name << ", activation " << static_cast<int>(filters.activation));
      Tensor y(want.shape);
      plan(c.layer, c.in, filters, {.threads = 2, .collapse = collapse, .target = target})
          .run(x, y);
      CHECK(agree(y, want));
    }
  }
}

}  // namespace

TEST_CASE("six of hundreds: rounding errors of large sums do not show after relu6") {
  tests::EdgeCases cases(5);
  std::uint64_t seed = 0;
  std::vector<LayerCase> layers{{{{2, 2}, {1, 1}, {1, 2}, Padding::same, 16, 32}, {1, 4, 8, 257}},
                                {{{6, 4}, {1, 1}, {1, 2}, Padding::same, 16, 8}, {1, 5, 97, 15}}};
  for (int i = 0; i < 30; ++i) layers.push_back(i % 2 == 0 ? cases.any() : cases.few());
  for (const LayerCase& c : layers) {
    Tensor x = tests::normal_tensor(c.in, ++seed);
    for (float& value : x.values) value *= seed % 3 == 0 ? 30.0F : 1.0F;
    Filters filters = tests::normal_filters(c, seed);
    for (Activation activation : kActivations) {
      filters.activation = activation;
      check(c, x, filters);
    }
  }
}

TEST_CASE("a little left of sums that a bias makes negative") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::same, 4, 16}, {1, 40, 50, 3}};
  const Tensor x = tests::normal_tensor(c.in, 1);
  Filters filters = tests::normal_filters(c, 2);
  const Tensor sums = core::separable_conv2d(x, filters, c.layer).y;
  const float largest = *std::max_element(sums.values.begin(), sums.values.end());
  filters.bias.assign(16, -0.99F * largest);
  for (Activation activation : kActivations) {
    filters.activation = activation;
    check(c, x, filters);
  }
}

TEST_CASE("a little left of sums that a bias takes away, with an activation and without") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::valid, 1, 16}, {1, 40, 50, 3}};
  Tensor x = tests::normal_tensor(c.in, 1);
  for (float& value : x.values) value = 100 + 0.1F * value;
  Filters filters = tests::normal_filters(c, 2);
  filters.bias.clear();
  const Tensor sums = core::separable_conv2d(x, filters, c.layer).y;
  for (int k = 0; k < 16; ++k) filters.bias.push_back(-sums.at(0, 20, 20, k));
  for (Activation activation : {Activation::none, Activation::relu, Activation::leaky_relu}) {
    filters.activation = activation;
    check(c, x, filters);
  }
}

}  // namespace twofold::core::fast
