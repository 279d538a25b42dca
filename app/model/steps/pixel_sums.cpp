#include "app/model/steps/pixel_sums.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/separable.h"

namespace twofold::model::inline steps {
namespace {

/// Appends a product to the sum. This file is compiled without fused multiply-adds.
void add(WindowSum& sum, Product p) {
  p.product = p.value * p.weight;
  sum.sum += p.product;
  p.running = sum.sum;
  sum.products.push_back(p);
}

/// Adds x[tap, q] * weight, or notes a tap in the padding.
void add_tap(WindowSum& sum, const core::Tensor& x, int b, const Product& p) {
  if (core::reads_input(p.tap, x.shape)) {
    Product read = p;
    read.value = x.at(b, p.tap.iy, p.tap.ix, p.q);
    return add(sum, read);
  }
  sum.products.push_back(p);
  sum.products.back().is_padding = true;
  sum.products.back().running = sum.sum;
}

}  // namespace

WindowSum depthwise_sum(const Evaluation& e, const BatchPixel& pixel, int t) {
  const core::Filter& d = e.filters.depthwise;
  const core::ChannelOrigin from = core::channel_origin(t, d.shape.out);
  WindowSum sum;
  core::for_each_tap_with_padding(
      e.document.layer, e.x->shape, pixel.at.row, pixel.at.column, [&](const core::Tap& tap) {
        const float weight = d.at(tap.ky, tap.kx, from.q, from.r);
        add_tap(sum, e.x->tensor(), pixel.b, {.tap = tap, .q = from.q, .weight = weight});
      });
  return sum;
}

WindowSum standard_sum(const Evaluation& e, const BatchPixel& pixel, int k) {
  const core::Filter& w = e.collapsed;
  WindowSum sum;
  core::for_each_tap_with_padding(
      e.document.layer, e.x->shape, pixel.at.row, pixel.at.column, [&](const core::Tap& tap) {
        for (int q = 0; q < w.shape.in; ++q)
          add_tap(sum, e.x->tensor(), pixel.b,
                  {.tap = tap, .q = q, .weight = w.at(tap.ky, tap.kx, q, k)});
      });
  return sum;
}

MixSum pointwise_sum(const Evaluation& e, const BatchPixel& pixel, int k) {
  const core::Filter& p = e.filters.pointwise;
  MixSum mix;
  for (int t = 0; t < p.shape.in; ++t) {
    MixTerm term{.t = t, .value = depthwise_sum(e, pixel, t).sum, .weight = p.at(0, 0, t, k)};
    term.product = term.value * term.weight;
    mix.sum += term.product;
    term.running = mix.sum;
    mix.terms.push_back(term);
  }
  mix.finish = finish(e, k, mix.sum);
  return mix;
}

Finish finish(const Evaluation& e, int k, float sum) {
  Finish f;
  f.has_bias = !e.filters.bias.empty();
  if (f.has_bias) f.bias = e.filters.bias[static_cast<std::size_t>(k)];
  f.activation = e.filters.activation;
  f.result = core::activate(f.has_bias ? sum + f.bias : sum, f.activation);
  return f;
}

std::vector<int> by_magnitude(const std::vector<MixTerm>& terms) {
  std::vector<int> order(terms.size());
  std::iota(order.begin(), order.end(), 0);
  // NaN would break the order that sort relies on; it counts as the largest.
  const auto size = [&](int i) {
    const float product = std::abs(terms[static_cast<std::size_t>(i)].product);
    return std::isnan(product) ? INFINITY : product;
  };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return size(a) > size(b); });
  return order;
}

}  // namespace twofold::model::inline steps
