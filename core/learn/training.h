// Training as a value: a state follows from the state before it, and from nothing else, so that the
// state at any step can be had again, bit for bit. A step is one of full-batch descent on a whole
// picture's loss, by its moments.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/learn/moments.h"
#include "core/learn/student.h"

namespace twofold::core {
inline namespace learn {

enum class Optimiser {
  sgd,       ///< w -= rate * g
  momentum,  ///< v = 0.9 v + g; w -= rate * v
  adam       ///< Kingma and Ba, 2015: beta 0.9 and 0.999, epsilon 1e-8
};

/// Everything that decides a run besides what is learned.
struct TrainingSettings {
  Optimiser optimiser = Optimiser::adam;
  double learning_rate = 0.01;
  Initialisation initialisation = Initialisation::he;
  std::uint64_t seed = 1;

  bool operator==(const TrainingSettings&) const = default;
};

/// After `step` steps. Velocity and squares belong to the optimiser; empty where it has none.
struct TrainingState {
  int step = 0;
  std::vector<double> weights;
  std::vector<double> velocity;
  std::vector<double> squares;

  bool operator==(const TrainingState&) const = default;
};

/// Where a run begins.
TrainingState first_state(const Student& student, const FilterShape& w,
                          const TrainingSettings& settings);

/// One step down along the gradient, by the settings' optimiser.
void descend(TrainingState& state, const std::vector<double>& grad,
             const TrainingSettings& settings);

/// A loss this many times what a run began with has diverged.
inline constexpr double kFarAbove = 1e6;

/// One student that learns from a picture's moments, as far as it has been asked to. The moments
/// are shared and never change.
class Training {
 public:
  Training(std::shared_ptr<const Moments> moments, const Student& student,
           const TrainingSettings& settings);

  const Student& student() const { return student_; }
  const TrainingSettings& settings() const { return settings_; }
  const Moments& moments() const { return *moments_; }

  /// Steps that have been taken.
  int steps() const { return state_.step; }

  /// Goes on until `steps` have been taken, the run has diverged, or `stop` is raised.
  void run_to(int steps, const StopFlag* stop = nullptr);

  /// Loss over the target's energy before step 0, 1, ... and after the last: steps() + 1 numbers
  /// (0 where both are 0). 1 is what an output of zeros would leave.
  const std::vector<double>& losses() const { return losses_; }

  /// The first step after which the loss was no longer finite, or a million times as large as what
  /// it had begun with (and the target's energy): the learning rate is too large. The run stays
  /// there.
  std::optional<int> diverged_at() const { return diverged_at_; }

  /// The state after `step` steps, at most steps(): the very bits that the run had.
  TrainingState state_at(int step) const;

 private:
  double evaluate(const TrainingState& state, std::vector<double>& grad) const;
  void note_loss(double loss);

  std::shared_ptr<const Moments> moments_;
  Student student_;
  TrainingSettings settings_;
  TrainingState state_;
  std::vector<double> grad_;         ///< at state_
  std::vector<TrainingState> kept_;  ///< every kKeepEvery-th, from step 0 on
  std::vector<double> losses_;
  std::optional<int> diverged_at_;
};

/// Runs all to `steps`, side by side; the same bits for any number of threads (0: the machine's).
void run_side_by_side(std::vector<Training>& trainings, int steps, int threads = 0,
                      const StopFlag* stop = nullptr);

/// Multiply-adds of one step on all pixels: forward, and about twice as many for the two gradients
/// that a layer within a network needs.
std::int64_t macs_a_step(const Student& student, const Moments& moments);

/// The first step after which `losses` is at most `share`; nothing if it never is.
std::optional<int> steps_to(const std::vector<double>& losses, double share);

/// Deviation of z's values about 0, sqrt(mean of z^2), under the depthwise weights of a student; of
/// y for the standard one. What a wrong fan-in does to a layer shows here.
double spread(const Moments& moments, const Student& student, std::span<const double> weights);

}  // namespace learn
}  // namespace twofold::core
