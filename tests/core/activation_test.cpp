#include "core/activation.h"

#include <cmath>
#include <limits>
#include <set>

#include "tests/support/catch.h"

namespace twofold::core {

TEST_CASE("every activation has a name, and a formula that keeps what is not a number") {
  std::set<std::string_view> words;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const ActivationNames& names : kActivations) {
    CHECK(&names_of(names.activation) == &names);
    CHECK(words.insert(names.word).second);
    const float left = activate(nan, names.activation);
    CHECK(left != left);
    CHECK(activate(0.0f, names.activation) == (names.activation == Activation::sigmoid ? 0.5f : 0));
  }
  CHECK(activate(-2.0f, Activation::none) == -2);
  CHECK(activate(-2.0f, Activation::relu) == 0);
  CHECK(activate(7.0f, Activation::relu6) == 6);
  CHECK(activate(-2.0f, Activation::leaky_relu) == 0.1f * -2);
}

TEST_CASE("the smooth activations, to the digits of a table") {
  const auto close = [](double got, double want) { return std::abs(got - want) < 1e-6; };
  CHECK(close(activate(1.0, Activation::sigmoid), 0.7310586));
  CHECK(close(activate(-2.0, Activation::silu), -0.2384058));
  CHECK(close(activate(1.0, Activation::hard_swish), 2.0 / 3));
  CHECK(activate(-3.0f, Activation::hard_swish) == 0);
  CHECK(activate(3.0f, Activation::hard_swish) == 3);
  // Phi(1) = 0.8413447, Phi(-1.5) = 0.0668072: by erf, not by tanh (0.841192).
  CHECK(close(activate(1.0, Activation::gelu), 0.8413447));
  CHECK(close(activate(-1.5, Activation::gelu), -1.5 * 0.0668072));
}

TEST_CASE("at the infinities an activation is its limit") {
  const float inf = std::numeric_limits<float>::infinity();
  for (const Activation smooth : {Activation::silu, Activation::hard_swish, Activation::gelu}) {
    CHECK(activate(inf, smooth) == inf);
    CHECK(activate(-inf, smooth) == 0);
  }
  CHECK(activate(inf, Activation::sigmoid) == 1);
  CHECK(activate(-inf, Activation::sigmoid) == 0);
}

TEST_CASE("the slope of every activation is its difference quotient") {
  for (const ActivationNames& names : kActivations) {
    INFO(names.word);
    for (const double at : {-4.3, -2.1, -0.4, 0.3, 1.9, 4.7, 7.5}) {
      const double step = 1e-6;
      const double quotient =
          (activate(at + step, names.activation) - activate(at - step, names.activation)) /
          (2 * step);
      CHECK(std::abs(quotient - activation_slope(at, names.activation)) < 1e-7);
    }
  }
}

}  // namespace twofold::core
