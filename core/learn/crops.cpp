#include "core/learn/crops.h"

#include <algorithm>
#include <cmath>

#include "core/fast/separable.h"
#include "core/filters.h"
#include "core/learn/gradient.h"

namespace twofold::core {
inline namespace learn {
namespace {

using Doubles = std::vector<double>;

/// States are kept every so many steps; those between are walked to again.
constexpr int kKeepEvery = 32;

/// The output pixels of a crop begin at (row, column).
struct Corner {
  int batch = 0;
  int row = 0;
  int column = 0;
};

Extent crop_size(const CropLesson& lesson) {
  return {std::min(lesson.crop, lesson.target->shape.height),
          std::min(lesson.crop, lesson.target->shape.width)};
}

Corner corner(const CropLesson& lesson, Random& random) {
  const Shape& y = lesson.target->shape;
  const Extent size = crop_size(lesson);
  const auto below = [&](int count) {
    return static_cast<int>(random.next() % static_cast<std::uint64_t>(count));
  };
  const int batch = below(y.batch);
  const int row = below(y.height - size.height + 1);
  return {batch, row, below(y.width - size.width + 1)};
}

/// The pixels that a crop's windows cover, zeros where they leave the picture: a picture of its
/// own, for a layer without padding.
Doubles covered(const CropLesson& lesson, const Corner& at, const Shape& shape) {
  const Tensor& x = *lesson.input;
  const Pads around = pads(lesson.layer, x.shape);
  Doubles values(static_cast<std::size_t>(shape.count()));
  double* to = values.data();
  for (int row = 0; row < shape.height; ++row) {
    const int y = at.row + row - around.top;
    for (int column = 0; column < shape.width; ++column, to += shape.channels) {
      const int xx = at.column + column - around.left;
      if (y < 0 || y >= x.shape.height || xx < 0 || xx >= x.shape.width) continue;
      std::copy_n(x.pixel(at.batch, y, xx), shape.channels, to);
    }
  }
  return values;
}

/// One crop's squared error and its gradient, added to `grad`.
double add_crop(const CropLesson& lesson, std::span<const double> weights, const Corner& at,
                Doubles& grad) {
  const Extent size = crop_size(lesson);
  const Extent effective = effective_kernel(lesson.layer);
  const Layer layer = without_padding(lesson.layer);
  const Shape in{1, size.height + effective.height - 1, size.width + effective.width - 1,
                 lesson.input->shape.channels};
  const Shape z_shape = depthwise_output_shape(layer, in);
  const std::size_t depthwise =
      static_cast<std::size_t>(depthwise_filter_shape(layer, in.channels).count());
  const auto d = weights.first(depthwise);
  const auto p = weights.subspan(depthwise);

  const Doubles x = covered(lesson, at, in);
  Doubles z(static_cast<std::size_t>(z_shape.count()));
  for_each_depthwise_product(
      layer, in, [&](const ProductIndices& t) { z[t.output] += x[t.input] * d[t.weight]; });
  Doubles between = z;
  for (double& value : between) value = activate(value, lesson.between);
  Doubles miss(static_cast<std::size_t>(output_shape(layer, in).count()));
  for_each_pointwise_product(z_shape, layer.out_channels, [&](const ProductIndices& t) {
    miss[t.output] += between[t.input] * p[t.weight];
  });
  double squares = 0;
  std::size_t i = 0;
  for (int row = 0; row < size.height; ++row) {
    const float* want = lesson.target->pixel(at.batch, at.row + row, at.column);
    for (int j = 0; j < size.width * layer.out_channels; ++j, ++i) {
      miss[i] -= want[j];
      squares += miss[i] * miss[i];
    }
  }
  for (double& value : miss) value *= 2;
  auto fold2 = pointwise_gradients<double>(z_shape, layer.out_channels, {between, p, miss});
  for (std::size_t t = 0; t < z.size(); ++t)
    fold2.input[t] *= activation_slope(z[t], lesson.between);
  const auto fold1 = depthwise_gradients<double>(layer, in, {x, d, fold2.input});
  for (std::size_t t = 0; t < depthwise; ++t) grad[t] += fold1.weights[t];
  for (std::size_t t = 0; t < p.size(); ++t) grad[depthwise + t] += fold2.weights[t];
  return squares;
}

Student student_of(const CropLesson& lesson) { return {lesson.layer.channel_multiplier}; }

FilterShape standard_shape(const CropLesson& lesson) {
  return standard_filter_shape(lesson.layer, lesson.input->shape.channels);
}

}  // namespace

double crop_loss(const CropLesson& lesson, std::span<const double> weights, std::uint64_t seed,
                 int step, std::vector<double>& grad) {
  assert(lesson.layer.strides == Extent{} && "crops are made of neighbouring pixels");
  grad.assign(weights.size(), 0.0);
  Random random(Random(seed).next() + static_cast<std::uint64_t>(step));
  double squares = 0;
  for (int i = 0; i < lesson.crops; ++i)
    squares += add_crop(lesson, weights, corner(lesson, random), grad);
  const double values =
      static_cast<double>(crop_size(lesson).area()) * lesson.crops * lesson.layer.out_channels;
  for (double& g : grad) g /= values;
  return squares / values;
}

double whole_loss(const CropLesson& lesson, std::span<const double> weights) {
  const StudentFilters filters = filters_of(student_of(lesson), standard_shape(lesson), weights);
  Tensor z = fast::depthwise_conv2d(*lesson.input, filters.depthwise, lesson.layer);
  finish(z, {}, lesson.between);
  const Tensor y = fast::pointwise(z, filters.pointwise);
  double squares = 0;
  for (std::size_t i = 0; i < y.values.size(); ++i) {
    const double miss = static_cast<double>(y.values[i]) - lesson.target->values[i];
    squares += miss * miss;
  }
  return squares / static_cast<double>(y.values.size());
}

CropTraining::CropTraining(CropLesson lesson, const TrainingSettings& settings)
    : lesson_(std::move(lesson)),
      settings_(settings),
      state_(first_state(student_of(lesson_), standard_shape(lesson_), settings)) {
  assert(lesson_.target->shape == output_shape(lesson_.layer, lesson_.input->shape) &&
         "the target has the shape of y");
  for (const float value : lesson_.target->values) energy_ += static_cast<double>(value) * value;
  energy_ /= static_cast<double>(std::max<std::size_t>(1, lesson_.target->values.size()));
  kept_.push_back(state_);
}

void CropTraining::run_to(int steps, const StopFlag* stop) {
  std::vector<double> grad;
  while (state_.step < steps && !diverged_at_ && !(stop && stop->load())) {
    const double loss = crop_loss(lesson_, state_.weights, settings_.seed, state_.step, grad);
    losses_.push_back(energy_ > 0 ? loss / energy_ : loss);
    if (!(losses_.back() <= kFarAbove * std::max(1.0, losses_.front()))) {
      diverged_at_ = state_.step;
      return;
    }
    descend(state_, grad, settings_);
    if (state_.step % kKeepEvery == 0) kept_.push_back(state_);
  }
}

TrainingState CropTraining::state_at(int step) const {
  assert(step >= 0 && step <= steps() && "only steps that have been taken have a state");
  TrainingState state = kept_[static_cast<std::size_t>(step / kKeepEvery)];
  std::vector<double> grad;
  while (state.step < step) {
    crop_loss(lesson_, state.weights, settings_.seed, state.step, grad);
    descend(state, grad, settings_);
  }
  return state;
}

}  // namespace learn
}  // namespace twofold::core
