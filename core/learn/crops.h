// Training where an activation stands between the folds. The layer is then no standard filter, and
// a picture's moments do not tell its loss: each step looks at a few crops of the picture, chosen
// by the seed and the step's number alone, so that a state can still be had again, bit for bit.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/learn/training.h"

namespace twofold::core {
inline namespace learn {

/// What is learned: y = P act(D x), against a target of y's shape. Strides are 1; the multiplier is
/// that of the layer.
struct CropLesson {
  std::shared_ptr<const Tensor> input;
  std::shared_ptr<const Tensor> target;
  Layer layer;
  Activation between = Activation::relu;
  int crop = 16;  ///< rows and columns of output pixels; at most the target's
  int crops = 2;  ///< in a mini-batch
};

/// The mean squared error of one mini-batch, and its gradient (D, then P) into `grad`.
double crop_loss(const CropLesson& lesson, std::span<const double> weights, std::uint64_t seed,
                 int step, std::vector<double>& grad);

/// The mean squared error over the whole picture, by the fast engine.
double whole_loss(const CropLesson& lesson, std::span<const double> weights);

/// A run, as Training is one.
class CropTraining {
 public:
  CropTraining(CropLesson lesson, const TrainingSettings& settings);

  int steps() const { return state_.step; }
  void run_to(int steps, const StopFlag* stop = nullptr);

  /// Mini-batch loss over the mean square of the whole target, before step 0, 1, ...: steps()
  /// numbers (one more where the run has diverged).
  const std::vector<double>& losses() const { return losses_; }

  /// The step whose mini-batch showed that the run had diverged (Training::diverged_at).
  std::optional<int> diverged_at() const { return diverged_at_; }

  TrainingState state_at(int step) const;

 private:
  CropLesson lesson_;
  TrainingSettings settings_;
  TrainingState state_;
  std::vector<TrainingState> kept_;
  std::vector<double> losses_;
  double energy_ = 0;  ///< mean square of the target
  std::optional<int> diverged_at_;
};

}  // namespace learn
}  // namespace twofold::core
