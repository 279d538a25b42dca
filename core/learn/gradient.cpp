#include "core/learn/gradient.h"

namespace twofold::core {
inline namespace learn {
namespace {

using Doubles = std::vector<double>;

template <class Real>
std::vector<Real> rounded(const Doubles& values) {
  return {values.begin(), values.end()};
}

/// Both gradients over the products that `for_each` visits.
template <class Real, class ForEach>
Gradients<Real> gradients(const Backward<Real>& b, ForEach&& for_each) {
  Doubles input(b.input.size());
  Doubles weights(b.weights.size());
  for_each([&](const ProductIndices& p) {
    const double grad = b.output_grad[p.output];
    input[p.input] += grad * b.weights[p.weight];
    weights[p.weight] += grad * b.input[p.input];
  });
  return {rounded<Real>(input), rounded<Real>(weights)};
}

/// The forward pass over the same products.
template <class ForEach>
Doubles forward(const Doubles& input, const Doubles& weights, const Shape& out,
                ForEach&& for_each) {
  Doubles output(static_cast<std::size_t>(out.count()));
  for_each(
      [&](const ProductIndices& p) { output[p.output] += input[p.input] * weights[p.weight]; });
  return output;
}

template <class Floats>
Doubles doubles(const Floats& values) {
  return {values.begin(), values.end()};
}

Tensor tensor(const Shape& shape, const Doubles& values) {
  return Tensor(shape, core::Floats(values.begin(), values.end()));
}

Filter filter(const FilterShape& shape, const Doubles& values) {
  return Filter(shape, rounded<float>(values));
}

/// dL/dy to dL/d(y before bias and activation), in place; the gradient of the bias.
std::vector<float> back_through(const Following& following, const Doubles& before,
                                Doubles& output_grad) {
  const std::size_t channels = following.bias.size();
  Doubles bias_grad(channels);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double bias = channels == 0 ? 0 : following.bias[i % channels];
    output_grad[i] *= activation_slope(before[i] + bias, following.activation);
    if (channels != 0) bias_grad[i % channels] += output_grad[i];
  }
  return rounded<float>(bias_grad);
}

/// A layer of one operation.
template <class ForEach>
ConvolutionGradients one_operation(const Tensor& x, const Filter& w, const Tensor& output_grad,
                                   const Following& following, ForEach&& for_each) {
  const Doubles input = doubles(x.values);
  const Doubles weights = doubles(w.values);
  Doubles grad = doubles(output_grad.values);
  const Doubles before = forward(input, weights, output_grad.shape, for_each);
  std::vector<float> bias = back_through(following, before, grad);
  const auto both = gradients<double>({input, weights, grad}, for_each);
  return {tensor(x.shape, both.input), filter(w.shape, both.weights), std::move(bias)};
}

}  // namespace

template <class Real>
Gradients<Real> depthwise_gradients(const Layer& layer, const Shape& in, const Backward<Real>& b) {
  return gradients(b, [&](auto visit) { for_each_depthwise_product(layer, in, visit); });
}

template <class Real>
Gradients<Real> conv2d_gradients(const Layer& layer, const Shape& in, const Backward<Real>& b) {
  return gradients(b, [&](auto visit) { for_each_standard_product(layer, in, visit); });
}

template <class Real>
Gradients<Real> pointwise_gradients(const Shape& z, int out_channels, const Backward<Real>& b) {
  return gradients(b, [&](auto visit) { for_each_pointwise_product(z, out_channels, visit); });
}

template Gradients<float> depthwise_gradients(const Layer&, const Shape&, const Backward<float>&);
template Gradients<double> depthwise_gradients(const Layer&, const Shape&, const Backward<double>&);
template Gradients<float> conv2d_gradients(const Layer&, const Shape&, const Backward<float>&);
template Gradients<double> conv2d_gradients(const Layer&, const Shape&, const Backward<double>&);
template Gradients<float> pointwise_gradients(const Shape&, int, const Backward<float>&);
template Gradients<double> pointwise_gradients(const Shape&, int, const Backward<double>&);

SeparableGradients separable_conv2d_gradients(const Tensor& x, const Filters& filters,
                                              const Layer& layer, const Tensor& output_grad) {
  assert(output_grad.shape == output_shape(layer, x.shape) && "dL/dy has the shape of y");
  const Shape z_shape = depthwise_output_shape(layer, x.shape);
  const auto fold1 = [&](auto visit) { for_each_depthwise_product(layer, x.shape, visit); };
  const auto fold2 = [&](auto visit) {
    for_each_pointwise_product(z_shape, layer.out_channels, visit);
  };
  const Doubles input = doubles(x.values);
  const Doubles d = doubles(filters.depthwise.values);
  const Doubles p = doubles(filters.pointwise.values);
  Doubles grad = doubles(output_grad.values);
  const Doubles z = forward(input, d, z_shape, fold1);
  const Doubles before = forward(z, p, output_grad.shape, fold2);
  std::vector<float> bias = back_through({filters.bias, filters.activation}, before, grad);
  const auto of_fold2 = gradients<double>({z, p, grad}, fold2);
  const auto of_fold1 = gradients<double>({input, d, of_fold2.input}, fold1);
  return {tensor(x.shape, of_fold1.input), filter(filters.depthwise.shape, of_fold1.weights),
          filter(filters.pointwise.shape, of_fold2.weights), std::move(bias)};
}

ConvolutionGradients depthwise_conv2d_gradients(const Tensor& x, const Filter& d,
                                                const Layer& layer, const Tensor& output_grad,
                                                const Following& following) {
  assert(output_grad.shape == depthwise_output_shape(layer, x.shape) && "dL/dz has z's shape");
  return one_operation(x, d, output_grad, following,
                       [&](auto visit) { for_each_depthwise_product(layer, x.shape, visit); });
}

ConvolutionGradients conv2d_gradients(const Tensor& x, const Filter& w, const Layer& layer,
                                      const Tensor& output_grad, const Following& following) {
  assert(output_grad.shape == output_shape(layer, x.shape) && "dL/dy has the shape of y");
  return one_operation(x, w, output_grad, following,
                       [&](auto visit) { for_each_standard_product(layer, x.shape, visit); });
}

}  // namespace learn
}  // namespace twofold::core
