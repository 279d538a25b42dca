#include "core/fast/moderate.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace twofold::core::fast {
namespace {

// With kModerateInput some powers of ten below the largest float, for what minimal filtering makes
// of rows, and for a bias.
constexpr double kMostGain = 1e16;

double magnitude(float weight) {
  return std::isfinite(weight) ? std::abs(static_cast<double>(weight)) : 0;
}

/// What each output of a filter comes to at most, of inputs whose channels are at most `input`.
std::vector<double> gains(const Filter& filter, const std::vector<double>& input) {
  const std::size_t outputs = static_cast<std::size_t>(filter.shape.out);
  std::vector<double> sums(outputs);
  const float* weights = filter.values.data();
  const std::size_t rows = filter.values.size() / std::max<std::size_t>(outputs, 1);
  for (std::size_t row = 0; row < rows; ++row, weights += outputs) {
    const double largest = input[row % input.size()];
    for (std::size_t k = 0; k < outputs; ++k) sums[k] += magnitude(weights[k]) * largest;
  }
  return sums;
}

double most(const std::vector<double>& gains) {
  return gains.empty() ? 0 : *std::max_element(gains.begin(), gains.end());
}

}  // namespace

bool has_moderate_values(const Tensor& x) {
  return std::all_of(x.values.begin(), x.values.end(), [](float value) {
    return !std::isfinite(value) || std::abs(value) <= kModerateInput;
  });
}

double gain(const Filter& filter) {
  return most(gains(filter, std::vector<double>(static_cast<std::size_t>(filter.shape.in), 1)));
}

bool are_moderate(const Filter& filter) { return gain(filter) < kMostGain; }

bool are_moderate(const Filter& depthwise, const Filter& pointwise) {
  const std::size_t channels =
      static_cast<std::size_t>(depthwise.shape.in) * static_cast<std::size_t>(depthwise.shape.out);
  std::vector<double> z(channels);
  for (std::size_t i = 0; i < depthwise.values.size(); ++i)
    z[i % channels] += magnitude(depthwise.values[i]);
  if (most(z) >= kMostGain) return false;
  return pointwise.values.empty() || most(gains(pointwise, z)) < kMostGain;
}

}  // namespace twofold::core::fast
