#include "core/learn/moments.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace twofold::core {
inline namespace learn {
namespace {

using Doubles = std::vector<double>;

Moments from_sums(const Doubles& sums, const FilterShape& filter, int targets,
                  std::int64_t outputs) {
  Moments result;
  result.filter = filter;
  result.outputs = outputs;
  const std::size_t n = static_cast<std::size_t>(result.places());
  const std::size_t all = n + static_cast<std::size_t>(targets);
  const std::size_t columns = static_cast<std::size_t>(targets);
  result.gram.resize(n * n);
  result.cross.resize(n * columns);
  std::size_t entry = 0;
  for (std::size_t a = 0; a < all; ++a) {
    for (std::size_t b = a; b < all; ++b, ++entry) {
      if (b < n) {
        result.gram[a * n + b] = result.gram[b * n + a] = sums[entry];
      } else if (a < n) {
        result.cross[a * columns + (b - n)] = sums[entry];
      } else if (a == b) {
        result.energy += sums[entry];
      }
    }
  }
  return result;
}

/// to[a,k] = sum over b of gram[a,b] * w[b,k], b ascending.
void gram_times(const Moments& m, std::span<const double> w, std::span<double> to) {
  const std::size_t n = static_cast<std::size_t>(m.places());
  const std::size_t columns = static_cast<std::size_t>(m.filter.out);
  Doubles sums(n);
  for (std::size_t k = 0; k < columns; ++k) {
    // G is symmetric: along its rows all sums of a column of W grow side by side.
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t b = 0; b < n; ++b) {
      const double weight = w[b * columns + k];
      const double* row = m.gram.data() + b * n;
      for (std::size_t a = 0; a < n; ++a) sums[a] += row[a] * weight;
    }
    for (std::size_t a = 0; a < n; ++a) to[a * columns + k] = sums[a];
  }
}

}  // namespace

Moments moments(const Tensor& x, const Layer& layer, const Tensor& target,
                const MomentsOptions& options) {
  assert(target.shape == output_shape(layer, x.shape) && "the target has the shape of y");
  return from_sums(shifted_sums(x, layer, &target, options),
                   standard_filter_shape(layer, x.shape.channels), target.shape.channels,
                   target.shape.count());
}

Moments moments_of_teacher(const Tensor& x, const Layer& layer, const Filter& teacher,
                           const MomentsOptions& options) {
  assert(teacher.shape == standard_filter_shape(layer, x.shape.channels) &&
         "the teacher is a filter of the layer");
  Moments result = from_sums(shifted_sums(x, layer, nullptr, options), teacher.shape, 0,
                             output_shape(layer, x.shape).count());
  const Doubles w(teacher.values.begin(), teacher.values.end());
  result.cross.resize(w.size());
  gram_times(result, w, result.cross);
  result.energy = std::inner_product(w.begin(), w.end(), result.cross.begin(), 0.0);
  return result;
}

double mean_energy(const Moments& moments) {
  return moments.energy / static_cast<double>(moments.outputs);
}

double mean_squared_error(const Moments& moments, std::span<const double> w) {
  Doubles grad(w.size());
  return loss_and_gradient(moments, w, grad);
}

double loss_and_gradient(const Moments& moments, std::span<const double> w,
                         std::span<double> grad) {
  assert(w.size() == moments.cross.size() && grad.size() == w.size() && "W has the filter's shape");
  gram_times(moments, w, grad);
  const double scale = 1 / static_cast<double>(moments.outputs);
  double loss = moments.energy;
  for (std::size_t i = 0; i < w.size(); ++i) {
    loss += w[i] * (grad[i] - 2 * moments.cross[i]);
    grad[i] = 2 * scale * (grad[i] - moments.cross[i]);
  }
  // What rounding leaves of nothing may be below 0; NaN stays.
  return loss < 0 ? 0 : loss * scale;
}

}  // namespace learn
}  // namespace twofold::core
