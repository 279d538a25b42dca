#include "core/learn/student.h"

#include <algorithm>
#include <cmath>

#include "core/filters.h"

namespace twofold::core {
inline namespace learn {
namespace {

/// The sizes of the student's loops, and where P begins in its weights.
struct Sizes {
  std::size_t taps, channels, m, outputs, pointwise;
};

Sizes sizes(const Student& student, const FilterShape& w) {
  const FilterShape d = depthwise_shape(student, w);
  return {static_cast<std::size_t>(w.height) * w.width, static_cast<std::size_t>(w.in),
          static_cast<std::size_t>(student.multiplier), static_cast<std::size_t>(w.out),
          static_cast<std::size_t>(d.count())};
}

/// Visits every product that W is made of: visit(index in W's row, in D, in the row of P); rows of
/// W and P are K long.
template <class Visit>
void for_each_row(const Sizes& s, Visit&& visit) {
  for (std::size_t tap = 0; tap < s.taps; ++tap) {
    for (std::size_t q = 0; q < s.channels; ++q) {
      const std::size_t row = tap * s.channels + q;
      for (std::size_t r = 0; r < s.m; ++r)
        visit(row * s.outputs, row * s.m + r, s.pointwise + (q * s.m + r) * s.outputs);
    }
  }
}

void fill(std::span<double> weights, Initialisation initialisation, double fan_in, double fan_out,
          Random& random) {
  const double deviation = std::sqrt(2 / fan_in);
  const double most = std::sqrt(6 / (fan_in + fan_out));
  for (double& weight : weights) {
    weight = initialisation == Initialisation::glorot ? most * (2.0 * random.uniform() - 1)
                                                      : deviation * random.normal();
  }
}

}  // namespace

std::string name_of(const Student& student) {
  return student.is_standard() ? "standard" : "m = " + std::to_string(student.multiplier);
}

FilterShape depthwise_shape(const Student& student, const FilterShape& w) {
  return {w.height, w.width, w.in, student.multiplier};
}

FilterShape pointwise_shape(const Student& student, const FilterShape& w) {
  return {1, 1, w.in * student.multiplier, w.out};
}

std::int64_t weight_count(const Student& student, const FilterShape& w) {
  if (student.is_standard()) return w.count();
  return depthwise_shape(student, w).count() + pointwise_shape(student, w).count();
}

void collapse_into(const Student& student, const FilterShape& w, std::span<const double> weights,
                   std::span<double> to) {
  if (student.is_standard()) {
    std::copy(weights.begin(), weights.end(), to.begin());
    return;
  }
  const Sizes s = sizes(student, w);
  std::fill(to.begin(), to.end(), 0.0);
  for_each_row(s, [&](std::size_t row, std::size_t d, std::size_t p) {
    for (std::size_t k = 0; k < s.outputs; ++k) to[row + k] += weights[d] * weights[p + k];
  });
}

void pull_back(const Student& student, const FilterShape& w, std::span<const double> weights,
               std::span<const double> filter_grad, std::span<double> grad) {
  if (student.is_standard()) {
    std::copy(filter_grad.begin(), filter_grad.end(), grad.begin());
    return;
  }
  const Sizes s = sizes(student, w);
  std::fill(grad.begin(), grad.end(), 0.0);
  for_each_row(s, [&](std::size_t row, std::size_t d, std::size_t p) {
    double sum = 0;
    for (std::size_t k = 0; k < s.outputs; ++k) {
      sum += filter_grad[row + k] * weights[p + k];
      grad[p + k] += filter_grad[row + k] * weights[d];
    }
    grad[d] = sum;
  });
}

StudentFilters filters_of(const Student& student, const FilterShape& w,
                          std::span<const double> weights) {
  StudentFilters filters;
  if (student.is_standard()) {
    filters.standard = Filter(w, {weights.begin(), weights.end()});
    return filters;
  }
  const FilterShape d = depthwise_shape(student, w);
  filters.depthwise = Filter(d, {weights.begin(), weights.begin() + d.count()});
  filters.pointwise =
      Filter(pointwise_shape(student, w), {weights.begin() + d.count(), weights.end()});
  return filters;
}

std::vector<double> initial_weights(const Student& student, const FilterShape& w,
                                    Initialisation initialisation, std::uint64_t seed) {
  std::vector<double> weights(static_cast<std::size_t>(weight_count(student, w)));
  const std::span<double> all(weights);
  Random random(seed);
  const double taps = static_cast<double>(w.height) * w.width;
  if (student.is_standard()) {
    fill(all, initialisation, taps * w.in, taps * w.out, random);
    return weights;
  }
  const std::size_t pointwise = sizes(student, w).pointwise;
  const double seen = initialisation == Initialisation::wrong_fan_in ? w.in : 1;
  fill(all.first(pointwise), initialisation, taps * seen, taps * student.multiplier, random);
  fill(all.subspan(pointwise), initialisation, w.in * student.multiplier, w.out, random);
  return weights;
}

}  // namespace learn
}  // namespace twofold::core
