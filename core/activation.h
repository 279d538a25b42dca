// What may follow the pointwise product, value by value.
//
// One more activation is an enumerator, a row and a formula, all of them here; the compiler refuses
// a missing one. The reference, the fast engine, files, controls and captions read this.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace twofold::core {

enum class Activation { none, relu, relu6, leaky_relu };

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

/// One value through the activation; `leaky_relu` has slope 0.1 below zero. NaN stays NaN.
constexpr float activate(float value, Activation activation) {
  switch (activation) {
    case Activation::none: return value;
    case Activation::relu: return value < 0 ? 0.0f : value;
    case Activation::relu6: return value < 0 ? 0.0f : (value > 6 ? 6.0f : value);
    case Activation::leaky_relu: return value < 0 ? 0.1f * value : value;
  }
  return value;
}

}  // namespace twofold::core
