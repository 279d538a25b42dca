#include "core/learn/fast_gradient.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "core/fast/adjoint/adjoint.h"
#include "core/fast/plan.h"

namespace twofold::core {
inline namespace learn {
namespace {

template <class Values>
bool all_finite(const Values& values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

bool is_fast() { return fast::available(fast::Target::best); }

/// The bias's gradient, and the output's taken back through what follows the last product, of which
/// `before` makes the values (before bias and activation); no bias gives none.
template <class MakeBefore>
std::vector<float> back_through(const Following& following, Tensor& grad, MakeBefore&& before) {
  const std::size_t channels = static_cast<std::size_t>(grad.shape.channels);
  if (following.activation != Activation::none) {
    const Tensor y = before();
    for (std::size_t i = 0; i < grad.values.size(); ++i) {
      const double bias = following.bias.empty() ? 0 : following.bias[i % channels];
      grad.values[i] = static_cast<float>(
          grad.values[i] * activation_slope(y.values[i] + bias, following.activation));
    }
  }
  if (following.bias.empty()) return {};
  std::vector<double> sums(channels);
  for (std::size_t i = 0; i < grad.values.size(); ++i) sums[i % channels] += grad.values[i];
  return {sums.begin(), sums.end()};
}

}  // namespace

SeparableGradients fast_separable_conv2d_gradients(const Tensor& x, const Filters& filters,
                                                   const Layer& layer, const Tensor& output_grad,
                                                   int threads) {
  if (!is_fast() || !all_finite(x.values) || !all_finite(output_grad.values) ||
      !all_finite(filters.depthwise.values) || !all_finite(filters.pointwise.values))
    return separable_conv2d_gradients(x, filters, layer, output_grad);
  const fast::Options forward{.threads = threads};
  const fast::AdjointOptions options{.threads = threads};
  Tensor z(depthwise_output_shape(layer, x.shape));
  fast::plan_depthwise(layer, x.shape, filters.depthwise, forward).run(x, z);
  Tensor grad = output_grad;
  std::vector<float> bias = back_through({filters.bias, filters.activation}, grad, [&] {
    Tensor y(output_grad.shape);
    fast::plan_pointwise(z.shape, filters.pointwise, forward).run(z, y);
    return y;
  });
  const Tensor z_grad = fast::pointwise_input_gradient(filters.pointwise, grad, options);
  return {fast::depthwise_input_gradient(x.shape, layer, filters.depthwise, z_grad, options),
          fast::depthwise_filter_gradient(x, layer, z_grad, options),
          fast::pointwise_filter_gradient(z, grad, options), std::move(bias)};
}

ConvolutionGradients fast_depthwise_conv2d_gradients(const Tensor& x, const Filter& d,
                                                     const Layer& layer, const Tensor& output_grad,
                                                     const Following& following, int threads) {
  if (!is_fast() || !all_finite(x.values) || !all_finite(output_grad.values) ||
      !all_finite(d.values))
    return depthwise_conv2d_gradients(x, d, layer, output_grad, following);
  const fast::AdjointOptions options{.threads = threads};
  Tensor grad = output_grad;
  std::vector<float> bias = back_through(following, grad, [&] {
    Tensor y(output_grad.shape);
    fast::plan_depthwise(layer, x.shape, d, {.threads = threads}).run(x, y);
    return y;
  });
  return {fast::depthwise_input_gradient(x.shape, layer, d, grad, options),
          fast::depthwise_filter_gradient(x, layer, grad, options), std::move(bias)};
}

ConvolutionGradients fast_conv2d_gradients(const Tensor& x, const Filter& w, const Layer& layer,
                                           const Tensor& output_grad, const Following& following,
                                           int threads) {
  if (!is_fast() || !all_finite(x.values) || !all_finite(output_grad.values) ||
      !all_finite(w.values))
    return conv2d_gradients(x, w, layer, output_grad, following);
  const fast::AdjointOptions options{.threads = threads};
  Tensor grad = output_grad;
  std::vector<float> bias = back_through(following, grad, [&] {
    Tensor y(output_grad.shape);
    fast::plan_standard(layer, x.shape, w, {.threads = threads}).run(x, y);
    return y;
  });
  return {fast::standard_input_gradient(x.shape, layer, w, grad, options),
          fast::standard_filter_gradient(x, layer, grad, options), std::move(bias)};
}

}  // namespace learn
}  // namespace twofold::core
