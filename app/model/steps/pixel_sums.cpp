#include "app/model/steps/pixel_sums.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/model/numbers/pixel_results.h"

namespace twofold::model::inline steps {
namespace {

/// Appends a product to the sum. This file is compiled without fused multiply-adds.
void add(WindowSum& sum, Product p) {
  p.product = p.value * p.weight;
  sum.sum += p.product;
  p.running = sum.sum;
  sum.products.push_back(p);
}

PixelAt at_of(const BatchPixel& pixel) { return {pixel.b, pixel.at.row, pixel.at.column}; }

float at_or(const std::vector<float>& values, int k, float otherwise) {
  return values.empty() ? otherwise : values[static_cast<std::size_t>(k)];
}

core::Tensor as_pixel(const std::vector<float>& values) {
  return {{1, 1, 1, static_cast<int>(values.size())}, values};
}

/// The filter's own place of source channel `q` for an output, or nothing where the output does not
/// read it.
std::optional<std::pair<int, int>> weight_place(const core::Stage& stage, const core::Filter& f,
                                                int q, int k) {
  if (stage.operation == core::Operation::depthwise) {
    const core::ChannelOrigin from = core::channel_origin(k, f.shape.out);
    if (from.q != q) return std::nullopt;
    return std::pair{from.q, from.r};
  }
  if (stage.operation != core::Operation::grouped) return std::pair{q, k};
  const int group = k / (f.shape.out / stage.groups);
  if (q / f.shape.in != group) return std::nullopt;
  return std::pair{q % f.shape.in, k};
}

}  // namespace

StageSums::StageSums(const Evaluation& e, const Stages& stages, int stage, const BatchPixel& pixel,
                     std::optional<OutputPixel> input_pixel)
    : stages_(stages), stage_(stage), at_(pixel.at) {
  const core::Tensor& x = e.x()->tensor();
  const core::Stage& own = stages.stage(stage);
  const int window = core::window_stage(stages.list);
  const std::vector<core::Shape> shapes = core::result_shapes(stages.list, x.shape);
  whole_ = shapes[static_cast<std::size_t>(own.reads)];
  if (stage < window) {
    const Place under =
        input_under(stages.stage(window).layer, x.shape, pixel.at.row, pixel.at.column);
    at_ = input_pixel.value_or(OutputPixel{under.row, under.column});
    corner_ = at_;
    read_ = as_pixel(values_before_window(x, stages, own.reads, {pixel.b, at_.row, at_.column}));
    made_ = values_before_window(x, stages, stage + 1, {pixel.b, at_.row, at_.column});
    return;
  }
  PixelResults results = pixel_results(x, stages, stage + 1, at_of(pixel));
  const core::Floats& values = results.results.back().values;
  made_.assign(values.begin(), values.end());
  corner_ = stage == window ? OutputPixel{results.top, results.left} : at_;
  if (own.adds)
    added_ = *own.adds <= window
                 ? values_before_window(x, stages, *own.adds, at_of(pixel))
                 : std::vector<float>(
                       results.results[static_cast<std::size_t>(*own.adds)].values.begin(),
                       results.results[static_cast<std::size_t>(*own.adds)].values.end());
  read_ = std::move(results.results[static_cast<std::size_t>(own.reads)]);
}

WindowSum StageSums::products(int channel) const {
  const core::Stage& stage = stages_.stage(stage_);
  const core::Filter& f = stages_.fold(stage_).filter;
  WindowSum sum;
  core::for_each_tap_with_padding(
      stage.layer, whole_, at_.row, at_.column, [&](const core::Tap& tap) {
        for (int q = 0; q < read_.shape.channels; ++q) {
          const auto place = weight_place(stage, f, q, channel);
          if (!place) continue;
          Product p{
              .tap = tap, .q = q, .weight = f.at(tap.ky, tap.kx, place->first, place->second)};
          if (core::reads_input(tap, whole_)) {
            p.value = read_.at(0, tap.iy - corner_.row, tap.ix - corner_.column, q);
            add(sum, p);
            continue;
          }
          p.is_padding = true;
          p.running = sum.sum;
          sum.products.push_back(p);
        }
      });
  return sum;
}

MixSum StageSums::terms(int channel) const {
  const core::Filter& p = stages_.fold(stage_).filter;
  MixSum mix;
  for (int t = 0; t < p.shape.in; ++t) {
    MixTerm term{.t = t, .value = read_.at(0, 0, 0, t), .weight = p.at(0, 0, t, channel)};
    term.product = term.value * term.weight;
    mix.sum += term.product;
    term.running = mix.sum;
    mix.terms.push_back(term);
  }
  mix.finish = finish(channel, mix.sum);
  return mix;
}

Finish StageSums::finish(int channel, float sum) const {
  const core::Stage& stage = stages_.stage(stage_);
  const core::Fold& fold = stages_.fold(stage_);
  Finish f;
  f.has_bias = stage.after.bias && !fold.bias.empty();
  if (f.has_bias) f.bias = fold.bias[static_cast<std::size_t>(channel)];
  f.normalisation = stage.after.normalisation;
  f.scale = at_or(fold.scale, channel, 1);
  f.shift = at_or(fold.shift, channel, 0);
  f.activation = stage.after.activation;
  if (!added_.empty()) f.added = added_[static_cast<std::size_t>(channel)];
  if (f.normalisation == core::Normalisation::pixel) {
    // What the other channels come to is part of it.
    f.result = made_[static_cast<std::size_t>(channel)];
    return f;
  }
  float value = f.has_bias ? sum + f.bias : sum;
  if (f.normalisation == core::Normalisation::channel) {
    if (!fold.scale.empty()) value *= f.scale;
    if (!fold.shift.empty()) value += f.shift;
  }
  f.result = core::activate(value, f.activation);
  if (f.added) f.result += *f.added;
  return f;
}

WindowSum depthwise_sum(const Evaluation& e, const BatchPixel& pixel, int t) {
  return StageSums(e, e.stages, core::window_stage(e.stages.list), pixel).products(t);
}

WindowSum standard_sum(const Evaluation& e, const BatchPixel& pixel, int k) {
  return StageSums(e, e.collapsed, 0, pixel).products(k);
}

MixSum pointwise_sum(const Evaluation& e, const BatchPixel& pixel, int k) {
  return StageSums(e, e.stages, e.stages.count() - 1, pixel).terms(k);
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
