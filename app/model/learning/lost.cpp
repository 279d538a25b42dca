#include "app/model/learning/lost.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/model/learning/lesson.h"
#include "core/fast/separable.h"
#include "core/learn/fit.h"

namespace twofold::model {
inline namespace learning {
namespace {

/// Longest side of a painted picture.
constexpr int kPainted = 800;

}  // namespace

Misses misses(const core::Tensor& result, const core::Tensor& target) {
  Misses m{0, 0, std::numeric_limits<double>::infinity()};
  double squares = 0;
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  for (std::size_t i = 0; i < target.values.size(); ++i) {
    const double off =
        std::abs(static_cast<double>(result.values[i]) - static_cast<double>(target.values[i]));
    m.largest = std::max(m.largest, off);
    m.mean += off;
    squares += off * off;
    low = std::min(low, target.values[i]);
    high = std::max(high, target.values[i]);
  }
  const auto count = static_cast<double>(std::max<std::size_t>(target.values.size(), 1));
  m.mean /= count;
  const double peak = static_cast<double>(high) - low;
  if (squares > 0) m.peak_to_noise = 10 * std::log10(peak * peak / (squares / count));
  return m;
}

void LostMaker::take_input(const LearningInputs& inputs) {
  if (!x_ || !same_input(*document_, inputs.document)) {
    x_ = input_tensor(inputs.document, inputs.pictures, {});
    kernel_ = nullptr;
  }
  document_ = inputs.document;
}

/// Whether there is a kernel for this picture.
bool LostMaker::take_kernel(const LearningInputs& inputs, Lost& lost) {
  lost.target = target_layer(inputs, x_->shape);
  if (!lost.target.why_not.empty()) {
    lost.why_not = lost.target.why_not;
    return false;
  }
  if (kernel_ && layer_ == lost.target.layer && *kernel_ == *lost.target.kernel) return true;
  kernel_ = lost.target.kernel;
  layer_ = lost.target.layer;
  singular_values_ = core::singular_values(*kernel_);
  y_ = std::make_shared<const core::Tensor>(core::fast::conv2d(*x_, *kernel_, layer_));
  moments_ = nullptr;
  least_left_.assign(static_cast<std::size_t>(core::exact_multiplier(kernel_->shape)) + 1, {});
  return true;
}

/// What the fitted filters make of the picture, beside the target.
void LostMaker::add_effect(const LearningInputs& inputs, Lost& lost) {
  core::Layer layer = layer_;
  layer.channel_multiplier = lost.multiplier;
  const core::Filters filters{lost.fit.depthwise, lost.fit.pointwise, {}, core::Activation::none};
  const core::Tensor y = core::fast::separable_conv2d(*x_, filters, layer).y;
  lost.misses = misses(y, *y_);
  lost.out = y.shape;
  lost.channel = std::clamp(inputs.look.lost.slice.k, 0, y.shape.channels - 1);
  const int b = std::clamp(inputs.b, 0, y.shape.batch - 1);
  const LessonScale scale = target_scale(*y_, b, lost.channel, false, inputs.theme);
  LessonScale miss = miss_scale(scale, inputs.theme);
  lost.target_limit = scale.scale.range.high;
  lost.miss_limit = miss.scale.range.high;
  lost.pictures[lesson_key(LessonPicture::target)] = lesson_picture(*y_, b, scale, kPainted);
  lost.pictures[lesson_key(LessonPicture::result)] = lesson_picture(y, b, scale, kPainted);
  miss.channel = 0;
  lost.pictures[lesson_key(LessonPicture::miss)] =
      lesson_picture(difference_of(one_channel(y, lost.channel), one_channel(*y_, lost.channel)), b,
                     miss, kPainted);
}

std::shared_ptr<const Lost> LostMaker::make(const LearningInputs& inputs) {
  auto lost = std::make_shared<Lost>();
  lost->look = inputs.look;
  take_input(inputs);
  lost->in = x_->shape;
  if (!take_kernel(inputs, *lost)) return lost;
  lost->singular_values = singular_values_;
  lost->exact_multiplier = core::exact_multiplier(kernel_->shape);
  lost->multiplier = std::clamp(inputs.look.lost.multiplier, 1, lost->exact_multiplier);
  lost->fit = core::factorise(*kernel_, lost->multiplier);
  lost->made = core::collapse(lost->fit.depthwise, lost->fit.pointwise);
  add_effect(inputs, *lost);
  return lost;
}

std::shared_ptr<const Lost> LostMaker::with_energies(const Lost& lost, const core::StopFlag* stop) {
  if (!lost.why_not.empty() || !kernel_) return nullptr;
  LessonSettings settings;
  settings.teacher = *kernel_;
  settings.window = layer_;
  settings.stop = stop;
  if (!why_no_lesson(x_->shape, settings).empty()) return nullptr;
  if (!moments_) moments_ = make_lesson(*x_, settings).moments;
  if (stop && *stop) {
    moments_ = nullptr;
    return nullptr;
  }
  auto more = std::make_shared<Lost>(lost);
  const std::vector<double> values(lost.made.values.begin(), lost.made.values.end());
  const double energy = core::mean_energy(*moments_);
  more->left = energy > 0 ? core::mean_squared_error(*moments_, values) / energy : 0;
  std::optional<double>& least = least_left_[static_cast<std::size_t>(lost.multiplier)];
  if (!least && moments_->places() <= kMostSearched)
    least = core::floor_of(*moments_, lost.multiplier).loss;
  more->least_left = least;
  return more;
}

}  // namespace learning
}  // namespace twofold::model
