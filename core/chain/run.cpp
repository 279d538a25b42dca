#include "core/chain/run.h"

#include <cmath>

#include "core/taps.h"

namespace twofold::core {
inline namespace chain {
namespace {

bool stopped(const StopFlag* stop) { return stop && stop->load(std::memory_order_relaxed); }

/// A convolution by groups. x [N,H,W,C], w [kh,kw,C/groups,K] -> [N,H',W',K].
Tensor grouped_conv2d(const Stage& stage, const Tensor& x, const Filter& w, const StopFlag* stop) {
  Tensor y(output_shape(stage.layer, x.shape));
  const int outputs = y.shape.channels / stage.groups;
  for (int b = 0; b < y.shape.batch; ++b) {
    for (int oy = 0; oy < y.shape.height && !stopped(stop); ++oy) {
      for (int ox = 0; ox < y.shape.width; ++ox) {
        float* sums = y.pixel(b, oy, ox);
        for_each_tap(stage.layer, x.shape, oy, ox, [&](const Tap& tap) {
          const float* values = x.pixel(b, tap.iy, tap.ix);
          for (int q = 0; q < x.shape.channels; ++q) {
            const int first = q / w.shape.in * outputs;
            const float* weights = &w.values[w.index(tap.ky, tap.kx, q % w.shape.in, first)];
            for (int k = 0; k < outputs; ++k) sums[first + k] += values[q] * weights[k];
          }
        });
      }
    }
  }
  return y;
}

/// The values of one pixel to mean 0 and variance 1.
void normalise(float* values, int count) {
  double sum = 0;
  for (int k = 0; k < count; ++k) sum += values[k];
  const double mean = sum / count;
  double squares = 0;
  for (int k = 0; k < count; ++k) squares += (values[k] - mean) * (values[k] - mean);
  const double scale = 1 / std::sqrt(squares / count + kNormalisationEpsilon);
  for (int k = 0; k < count; ++k) values[k] = static_cast<float>((values[k] - mean) * scale);
}

void scale_and_shift(const Fold& fold, float* values, int count) {
  for (int k = 0; k < count; ++k) {
    const std::size_t i = static_cast<std::size_t>(k);
    if (!fold.scale.empty()) values[k] *= fold.scale[i];
    if (!fold.shift.empty()) values[k] += fold.shift[i];
  }
}

}  // namespace

Fold normalised(Fold fold, const BatchStatistics& of) {
  const std::size_t channels = of.mean.size();
  fold.scale.resize(channels);
  fold.shift.resize(channels);
  for (std::size_t k = 0; k < channels; ++k) {
    const float gamma = of.gamma.empty() ? 1.0f : of.gamma[k];
    fold.scale[k] = gamma / std::sqrt(of.variance[k] + of.epsilon);
    fold.shift[k] = (of.beta.empty() ? 0.0f : of.beta[k]) - of.mean[k] * fold.scale[k];
  }
  return fold;
}

Fold folded(const Stage& stage, Fold fold) {
  assert(stage.after.normalisation != Normalisation::pixel &&
         "what depends on the pixel is no filter");
  const std::size_t channels = stage.operation == Operation::depthwise
                                   ? static_cast<std::size_t>(fold.filter.shape.in) *
                                         static_cast<std::size_t>(fold.filter.shape.out)
                                   : static_cast<std::size_t>(fold.filter.shape.out);
  if (fold.bias.empty()) fold.bias.assign(channels, 0.0f);
  if (!fold.scale.empty()) {
    for (std::size_t i = 0; i < fold.filter.values.size(); ++i)
      fold.filter.values[i] *= fold.scale[i % channels];
    for (std::size_t k = 0; k < channels; ++k) fold.bias[k] *= fold.scale[k];
  }
  if (!fold.shift.empty())
    for (std::size_t k = 0; k < channels; ++k) fold.bias[k] += fold.shift[k];
  fold.scale.clear();
  fold.shift.clear();
  return fold;
}

Tensor convolve(const Stage& stage, const Tensor& x, const Filter& filter, const StopFlag* stop) {
  assert(filter.shape == filter_shape(stage, x.shape.channels) && "the filter fits its stage");
  switch (stage.operation) {
    case Operation::depthwise: return depthwise_conv2d(x, filter, stage.layer, stop);
    case Operation::pointwise: return pointwise(x, filter, stop);
    case Operation::standard: return conv2d(x, filter, stage.layer, stop);
    case Operation::grouped: return grouped_conv2d(stage, x, filter, stop);
  }
  return {};
}

void follow(const Stage& stage, const Fold& fold, Tensor& sums) {
  const int channels = sums.shape.channels;
  const std::size_t stride = static_cast<std::size_t>(channels);
  finish(sums, stage.after.bias ? fold.bias : std::vector<float>{}, Activation::none);
  if (stage.after.normalisation != Normalisation::none) {
    for (std::size_t i = 0; i < sums.values.size(); i += stride) {
      if (stage.after.normalisation == Normalisation::pixel) normalise(&sums.values[i], channels);
      scale_and_shift(fold, &sums.values[i], channels);
    }
  }
  finish(sums, {}, stage.after.activation);
}

void add(Tensor& made, const Tensor& other) {
  assert(made.shape == other.shape && "what is added around a chain has its shape");
  for (std::size_t i = 0; i < made.values.size(); ++i) made.values[i] += other.values[i];
}

std::vector<Tensor> run(const Chain& list, const Tensor& x, const Folds& folds,
                        const StopFlag* stop) {
  assert(folds.size() == list.stages.size() && "one fold a stage");
  std::vector<Tensor> results;
  const auto result = [&](int i) -> const Tensor& {
    return i == 0 ? x : results[static_cast<std::size_t>(i) - 1];
  };
  for (std::size_t i = 0; i < folds.size(); ++i) {
    const Stage& stage = list.stages[i];
    Tensor sums = convolve(stage, result(stage.reads), folds[i].filter, stop);
    follow(stage, folds[i], sums);
    if (stage.adds) add(sums, result(*stage.adds));
    results.push_back(std::move(sums));
  }
  return results;
}

}  // namespace chain
}  // namespace twofold::core
