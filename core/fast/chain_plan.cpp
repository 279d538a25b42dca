#include "core/fast/chain_plan.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/fast/after.h"

namespace twofold::core::fast {
namespace {

float largest(const Tensor& tensor) {
  float most = 0;
  for (const float value : tensor.values) most = std::max(most, std::abs(value));
  return most;
}

/// The channels [first, first + count) of a tensor.
Tensor channels_of(const Tensor& x, int first, int count) {
  Tensor part({x.shape.batch, x.shape.height, x.shape.width, count});
  const std::size_t stride = static_cast<std::size_t>(x.shape.channels);
  float* to = part.values.data();
  for (std::size_t i = static_cast<std::size_t>(first); i < x.values.size(); i += stride)
    to = std::copy_n(&x.values[i], count, to);
  return part;
}

void put_channels(const Tensor& part, int first, Tensor& y) {
  const std::size_t stride = static_cast<std::size_t>(y.shape.channels);
  const float* from = part.values.data();
  for (std::size_t i = static_cast<std::size_t>(first); i < y.values.size(); i += stride) {
    std::copy_n(from, part.shape.channels, &y.values[i]);
    from += part.shape.channels;
  }
}

/// The outputs [first, first + count) of a filter.
Filter outputs_of(const Filter& w, int first, int count) {
  Filter part({w.shape.height, w.shape.width, w.shape.in, count});
  float* to = part.values.data();
  const std::size_t stride = static_cast<std::size_t>(w.shape.out);
  for (std::size_t i = static_cast<std::size_t>(first); i < w.values.size(); i += stride)
    to = std::copy_n(&w.values[i], count, to);
  return part;
}

/// Plans of one convolution: one, or one a group.
std::vector<Plan> plans_of(const Stage& stage, const Shape& in, const Filter& filter,
                           const Options& options) {
  std::vector<Plan> plans;
  switch (stage.operation) {
    case Operation::depthwise:
      plans.push_back(plan_depthwise(stage.layer, in, filter, options));
      break;
    case Operation::pointwise: plans.push_back(plan_pointwise(in, filter, options)); break;
    case Operation::standard:
      plans.push_back(plan_standard(stage.layer, in, filter, options));
      break;
    case Operation::grouped: {
      Shape part = in;
      part.channels /= stage.groups;
      Layer layer = stage.layer;
      layer.out_channels /= stage.groups;
      for (int g = 0; g < stage.groups; ++g) {
        const Filter own = outputs_of(filter, g * layer.out_channels, layer.out_channels);
        plans.push_back(plan_standard(layer, part, own, options));
      }
    }
  }
  return plans;
}

bool may_join(const Chain& list, std::size_t i) {
  if (i + 1 >= list.stages.size()) return false;
  const Stage& first = list.stages[i];
  const Stage& second = list.stages[i + 1];
  const bool read_by_others =
      std::any_of(list.stages.begin(), list.stages.end(), [&](const Stage& stage) {
        const int result = static_cast<int>(i) + 1;
        return (&stage != &second && stage.reads == result) || stage.adds == result;
      });
  return first.operation == Operation::depthwise && is_linear(first) &&
         second.operation == Operation::pointwise && second.reads == static_cast<int>(i) + 1 &&
         !read_by_others;
}

}  // namespace

/// One stage, or two that go together, with what follows them.
class ChainPlan::Step {
 public:
  Step(const Stage& stage, const Shape& in, const Fold& fold, const Options& options)
      : stage_(stage),
        fold_(fold),
        out_(output_shape(stage, in)),
        plans_(plans_of(stage, in, fold.filter, options)) {}

  /// A depthwise stage with nothing behind it, and the pointwise one that reads it.
  Step(const Stage& first, const Stage& second, const Shape& in,
       const std::pair<const Fold*, const Fold*>& folds, const Options& options)
      : stage_(second), fold_(*folds.second), before_(first), fold_before_(*folds.first) {
    Layer layer = first.layer;
    layer.out_channels = second.layer.out_channels;
    out_ = output_shape(layer, in);
    plans_.push_back(plan(
        layer, in, {folds.first->filter, folds.second->filter, {}, Activation::none}, options));
  }

  /// The result into `made`; `between`, where it is not null, gets that of the first of two stages.
  void run(const Tensor& x, Tensor* between, Tensor& made, const StopFlag* stop) {
    convolve_into(x, between, made, stop);
    if (is_linear(stage_)) return;
    const float before = stage_.after.activation == Activation::none ? 0 : largest(made);
    follow(stage_, fold_, made);
    // As core/fast/after.h: where little is left of large sums, their errors would show.
    if (largest(made) >= kLeastLeft * before) return;
    made = convolved_plainly(x, stop);
    follow(stage_, fold_, made);
  }

 private:
  void convolve_into(const Tensor& x, Tensor* between, Tensor& made, const StopFlag* stop) {
    if (made.shape != out_) made = Tensor(out_);
    if (plans_.size() != 1) return convolve_groups(x, made, stop);
    if (!between) return plans_.front().run(x, made, stop);
    Separable both{std::move(*between), std::move(made)};
    const Shape z = output_shape(*before_, x.shape);
    if (both.z.shape != z) both.z = Tensor(z);
    plans_.front().run(x, both, stop);
    *between = std::move(both.z);
    made = std::move(both.y);
  }

  void convolve_groups(const Tensor& x, Tensor& made, const StopFlag* stop) {
    const int groups = static_cast<int>(plans_.size());
    const int in = x.shape.channels / groups;
    const int out = out_.channels / groups;
    Tensor part({out_.batch, out_.height, out_.width, out});
    for (int g = 0; g < groups; ++g) {
      plans_[static_cast<std::size_t>(g)].run(channels_of(x, g * in, in), part, stop);
      put_channels(part, g * out, made);
    }
  }

  Tensor convolved_plainly(const Tensor& x, const StopFlag* stop) const {
    if (!before_) return convolve(stage_, x, fold_.filter, stop);
    return convolve(stage_, convolve(*before_, x, fold_before_.filter, stop), fold_.filter, stop);
  }

  Stage stage_;
  Fold fold_;
  std::optional<Stage> before_;
  Fold fold_before_;
  Shape out_;
  std::vector<Plan> plans_;
};

ChainPlan::ChainPlan(const Chain& list, const Shape& in, const Folds& folds, const Options& options)
    : list_(list), gives_intermediates_(options.intermediates) {
  const std::vector<Shape> shapes = result_shapes(list, in);
  for (std::size_t i = 0; i < list.stages.size(); ++i) {
    const Stage& stage = list.stages[i];
    const Shape& read = shapes[static_cast<std::size_t>(stage.reads)];
    if (!may_join(list, i)) {
      Options alone = options;
      alone.intermediates = false;
      steps_.push_back(std::make_unique<Step>(stage, read, folds[i], alone));
      continue;
    }
    steps_.push_back(nullptr);
    steps_.push_back(std::make_unique<Step>(stage, list.stages[i + 1], read,
                                            std::pair{&folds[i], &folds[i + 1]}, options));
    ++i;
  }
}

ChainPlan::~ChainPlan() = default;
ChainPlan::ChainPlan(ChainPlan&&) noexcept = default;
ChainPlan& ChainPlan::operator=(ChainPlan&&) noexcept = default;

std::vector<Tensor> ChainPlan::run(const Tensor& x, const StopFlag* stop) {
  std::vector<Tensor> results;
  run(x, results, stop);
  return results;
}

void ChainPlan::run(const Tensor& x, std::vector<Tensor>& results, const StopFlag* stop) {
  results.resize(steps_.size());
  const auto result = [&](int i) -> const Tensor& {
    return i == 0 ? x : results[static_cast<std::size_t>(i) - 1];
  };
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (!steps_[i]) continue;
    const bool is_joined = i > 0 && !steps_[i - 1];
    const Stage& first = list_.stages[is_joined ? i - 1 : i];
    Tensor* between = is_joined && gives_intermediates_ ? &results[i - 1] : nullptr;
    steps_[i]->run(result(first.reads), between, results[i], stop);
    if (const auto& adds = list_.stages[i].adds) add(results[i], result(*adds));
  }
}

ChainPlan plan_chain(const Chain& list, const Shape& in, const Folds& folds,
                     const Options& options) {
  return {list, in, folds, options};
}

std::vector<Tensor> run(const Chain& list, const Tensor& x, const Folds& folds,
                        const StopFlag* stop) {
  return plan_chain(list, x.shape, folds, {.intermediates = true}).run(x, stop);
}

}  // namespace twofold::core::fast
