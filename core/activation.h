// What may follow the pointwise product, value by value.
//
// One more activation is an enumerator, a row, a formula and its slope, all of them here; the
// compiler refuses a missing one. The reference, the fast engine, gradients, files, controls and
// captions read this.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string_view>

namespace twofold::core {

enum class Activation { none, relu, relu6, leaky_relu, sigmoid, silu, hard_swish, gelu };

struct ActivationNames {
  Activation activation = Activation::none;
  std::string_view word;   ///< in files
  std::string_view label;  ///< on a control
  std::string_view sign;   ///< in a sum, where it happens
};

inline constexpr std::array kActivations{
    ActivationNames{Activation::none, "none", "none", ""},
    ActivationNames{Activation::relu, "relu", "ReLU", "ReLU"},
    ActivationNames{Activation::relu6, "relu6", "ReLU6", "ReLU6"},
    ActivationNames{Activation::leaky_relu, "leaky_relu", "leaky ReLU", "leaky"},
    ActivationNames{Activation::sigmoid, "sigmoid", "sigmoid", "sigmoid"},
    ActivationNames{Activation::silu, "silu", "SiLU", "SiLU"},
    ActivationNames{Activation::hard_swish, "hard_swish", "hard swish", "hard swish"},
    ActivationNames{Activation::gelu, "gelu", "GELU", "GELU"},
};

static_assert(
    [] {
      for (std::size_t i = 0; i < kActivations.size(); ++i)
        if (kActivations[i].activation != static_cast<Activation>(i)) return false;
      return true;
    }(),
    "rows stand in the order of the enumerators");

/// The row of an activation.
constexpr const ActivationNames& names_of(Activation activation) {
  return kActivations[static_cast<std::size_t>(activation)];
}

/// 1 / (1 + exp(-value)); 0 and 1 at the infinities.
template <class Real>
Real sigmoid(Real value) {
  return 1 / (1 + std::exp(-value));
}

/// The share of a standard normal distribution that lies below `value`: (1 + erf(v / sqrt 2)) / 2.
template <class Real>
Real normal_share(Real value) {
  return (1 + std::erf(value / std::numbers::sqrt2_v<Real>)) / 2;
}

/// value * share; where the share has vanished it wins over an infinite value, as in the limit.
template <class Real>
Real shared(Real value, Real share) {
  return share == 0 ? 0 : value * share;
}

/// One value through the activation. `leaky_relu` has slope 0.1 below zero; `silu` is value *
/// sigmoid(value); `hard_swish` value * relu6(value + 3) / 6 (Howard et al. 2019); `gelu` the exact
/// one, by erf and not by tanh. NaN stays NaN.
template <class Real>
Real activate(Real value, Activation activation) {
  switch (activation) {
    case Activation::none: return value;
    case Activation::relu: return value < 0 ? 0 : value;
    case Activation::relu6: return value < 0 ? 0 : (value > 6 ? 6 : value);
    case Activation::leaky_relu: return value < 0 ? Real(0.1f) * value : value;
    case Activation::sigmoid: return sigmoid(value);
    case Activation::silu: return shared(value, sigmoid(value));
    case Activation::hard_swish:
      return value <= -3 ? 0 : value >= 3 ? value : value * (value + 3) / 6;
    case Activation::gelu: return shared(value, normal_share(value));
  }
  return value;
}

/// The slope of `activate` at `value`, the sum before it: that of the piece below a kink at the
/// kink itself, as TensorFlow has it.
template <class Real>
Real activation_slope(Real value, Activation activation) {
  switch (activation) {
    case Activation::none: return 1;
    case Activation::relu: return value > 0 ? 1 : 0;
    case Activation::relu6: return value > 0 && value < 6 ? 1 : 0;
    case Activation::leaky_relu: return value > 0 ? 1 : Real(0.1f);
    case Activation::sigmoid: return sigmoid(value) * (1 - sigmoid(value));
    case Activation::silu:
      return sigmoid(value) + shared(value, sigmoid(value) * (1 - sigmoid(value)));
    case Activation::hard_swish: return value <= -3 ? 0 : value > 3 ? 1 : (2 * value + 3) / 6;
    case Activation::gelu: {
      const Real density = std::exp(-value * value / 2) / std::sqrt(2 * std::numbers::pi_v<Real>);
      return normal_share(value) + shared(value, density);
    }
  }
  return 1;
}

}  // namespace twofold::core
