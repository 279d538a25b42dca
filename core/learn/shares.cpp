#include "core/learn/shares.h"

#include <vector>

#include "core/taps.h"

namespace twofold::core {
inline namespace learn {
namespace {

using Doubles = std::vector<double>;

/// A weight of D or W: its cell, the channel that it reads, and which filter it belongs to.
struct Cell {
  int ky, kx, q, column;
};
Cell cell_of(const FilterShape& shape, WeightIndex weight) {
  const int column = static_cast<int>(weight % static_cast<std::size_t>(shape.out));
  const int row = static_cast<int>(weight / static_cast<std::size_t>(shape.out));
  const int tap = row / shape.in;
  return {tap / shape.width, tap % shape.width, row % shape.in, column};
}

/// x at the pixel that a cell meets for an output pixel, 0 in the padding.
double met(const Tensor& x, const Layer& layer, const Cell& cell, int b, int oy, int ox) {
  const Pads around = pads(layer, x.shape);
  const int iy = input_index(oy, cell.ky, layer.strides.height, layer.dilations.height, around.top);
  const int ix = input_index(ox, cell.kx, layer.strides.width, layer.dilations.width, around.left);
  return reads_input({cell.ky, cell.kx, iy, ix}, x.shape) ? x.at(b, iy, ix, cell.q) : 0.0;
}

/// share(b, oy, ox) at every output pixel.
template <class Share>
Tensor for_every_pixel(const Shape& y, Share&& share) {
  Tensor result({y.batch, y.height, y.width, 1});
  for (int b = 0; b < y.batch; ++b) {
    for (int oy = 0; oy < y.height; ++oy) {
      for (int ox = 0; ox < y.width; ++ox)
        result.at(b, oy, ox, 0) = static_cast<float>(share(b, oy, ox));
    }
  }
  return result;
}

}  // namespace

Tensor squared_error_gradient(const Tensor& y, const Tensor& target) {
  assert(y.shape == target.shape && "output and target have one shape");
  Tensor grad(y.shape);
  const double scale = 2 / static_cast<double>(y.shape.count());
  for (std::size_t i = 0; i < grad.values.size(); ++i) {
    const double miss = static_cast<double>(y.values[i]) - target.values[i];
    grad.values[i] = static_cast<float>(scale * miss);
  }
  return grad;
}

Tensor gradient_shares(const Tensor& x, const Layer& layer, const Student& student,
                       std::span<const double> weights, const Tensor& output_grad,
                       WeightIndex weight) {
  const FilterShape w = standard_filter_shape(layer, x.shape.channels);
  assert(output_grad.shape == output_shape(layer, x.shape) && "dL/dy has the shape of y");
  assert(weight < weights.size() && "the student has this weight");
  if (student.is_standard()) {
    const Cell cell = cell_of(w, weight);
    return for_every_pixel(output_grad.shape, [&](int b, int oy, int ox) {
      return met(x, layer, cell, b, oy, ox) * output_grad.at(b, oy, ox, cell.column);
    });
  }
  const FilterShape d = depthwise_shape(student, w);
  const std::size_t depthwise = static_cast<std::size_t>(d.count());
  const std::size_t outputs = static_cast<std::size_t>(w.out);
  if (weight < depthwise) {
    // Through every output: dz = sum over k of dy_k * P[q*m+r, k].
    const Cell cell = cell_of(d, weight);
    const std::size_t t =
        static_cast<std::size_t>(intermediate_channel(cell.q, cell.column, student.multiplier));
    const auto row = weights.subspan(depthwise + t * outputs, outputs);
    return for_every_pixel(output_grad.shape, [&](int b, int oy, int ox) {
      double dz = 0;
      for (std::size_t k = 0; k < outputs; ++k)
        dz += output_grad.at(b, oy, ox, static_cast<int>(k)) * row[k];
      return met(x, layer, cell, b, oy, ox) * dz;
    });
  }
  const std::size_t t = (weight - depthwise) / outputs;
  const int k = static_cast<int>((weight - depthwise) % outputs);
  const ChannelOrigin origin = channel_origin(static_cast<int>(t), student.multiplier);
  return for_every_pixel(output_grad.shape, [&](int b, int oy, int ox) {
    double z = 0;
    for_each_tap(layer, x.shape, oy, ox, [&](const Tap& tap) {
      const std::size_t place =
          (static_cast<std::size_t>(tap.ky) * w.width + tap.kx) * w.in + origin.q;
      z += x.at(b, tap.iy, tap.ix, origin.q) *
           weights[place * static_cast<std::size_t>(d.out) + static_cast<std::size_t>(origin.r)];
    });
    return z * output_grad.at(b, oy, ox, k);
  });
}

Nudge nudge(const Moments& moments, const Student& student, std::span<const double> weights,
            WeightIndex weight, double by) {
  Doubles moved(weights.begin(), weights.end());
  Doubles w(moments.cross.size());
  Doubles before(w.size());
  Doubles filter_grad(w.size());
  Doubles grad(weights.size());
  collapse_into(student, moments.filter, weights, before);
  loss_and_gradient(moments, before, filter_grad);
  pull_back(student, moments.filter, weights, filter_grad, grad);
  moved[weight] += by;
  collapse_into(student, moments.filter, moved, w);
  // The loss is quadratic in W: its change is the step times the mean of the gradients at both
  // ends. A difference of two losses would lose most of its digits.
  Doubles after(w.size());
  loss_and_gradient(moments, w, after);
  Nudge result{grad[weight], grad[weight] * by, 0};
  for (std::size_t i = 0; i < w.size(); ++i)
    result.change += (w[i] - before[i]) * 0.5 * (filter_grad[i] + after[i]);
  return result;
}

}  // namespace learn
}  // namespace twofold::core
