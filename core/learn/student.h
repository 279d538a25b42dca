// What learns: a standard convolution, or a separable one of some multiplier, without bias and
// without anything between its folds, so that it comes to a standard filter W for all purposes of a
// loss. Its weights are one list of doubles: W, or D and after it P, each in a filter's order.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

struct Student {
  int multiplier = 0;  ///< 0: the standard convolution

  bool is_standard() const { return multiplier == 0; }
  bool operator==(const Student&) const = default;
};

/// "standard" or "m = 2".
std::string name_of(const Student& student);

/// Shapes of what the student multiplies, for a layer whose standard filter has the shape `w`.
FilterShape depthwise_shape(const Student& student, const FilterShape& w);
FilterShape pointwise_shape(const Student& student, const FilterShape& w);

std::int64_t weight_count(const Student& student, const FilterShape& w);

/// Multiply-adds of the forward pass at one output pixel, padding included; as many as weights.
inline std::int64_t macs_a_pixel(const Student& student, const FilterShape& w) {
  return weight_count(student, w);
}

/// Values that training must keep from the forward to the backward pass at one output pixel,
/// besides the input: the C*m intermediates, none for the standard convolution.
inline std::int64_t kept_a_pixel(const Student& student, const FilterShape& w) {
  return static_cast<std::int64_t>(w.in) * student.multiplier;
}

/// The standard filter [n,K] that the weights come to, into `to`.
void collapse_into(const Student& student, const FilterShape& w, std::span<const double> weights,
                   std::span<double> to);

/// From dL/dW [n,K] to the gradient of the student's own weights: dD = dW P', dP = D' dW, channel
/// by channel.
void pull_back(const Student& student, const FilterShape& w, std::span<const double> weights,
               std::span<const double> filter_grad, std::span<double> grad);

/// The weights as float filters: `standard` for the standard student, D and P for the others.
struct StudentFilters {
  Filter standard;
  Filter depthwise;
  Filter pointwise;
};
StudentFilters filters_of(const Student& student, const FilterShape& w,
                          std::span<const double> weights);

/// How the weights begin.
enum class Initialisation {
  he,           ///< normal, deviation sqrt(2 / fan-in)
  glorot,       ///< uniform in +-sqrt(6 / (fan-in + fan-out))
  wrong_fan_in  ///< He, but D counts all input channels, of which its filters see one
};

/// The first weights from a seed. Fan-in: kh*kw for D, C*m for P, kh*kw*C for W.
std::vector<double> initial_weights(const Student& student, const FilterShape& w,
                                    Initialisation initialisation, std::uint64_t seed);

}  // namespace learn
}  // namespace twofold::core
