#include "core/learn/training.h"

#include <algorithm>
#include <cmath>

#include "core/fast/threads/workers.h"

namespace twofold::core {
inline namespace learn {
namespace {

constexpr double kMomentum = 0.9;
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;

/// States are kept every so many steps; those between are walked to again.
constexpr int kKeepEvery = 128;

/// base^n by repeated multiplication: pow differs between libraries.
double power(double base, int n) {
  double result = 1;
  for (; n > 0; n /= 2, base *= base) {
    if (n % 2 == 1) result *= base;
  }
  return result;
}

}  // namespace

void descend(TrainingState& state, const std::vector<double>& grad,
             const TrainingSettings& settings) {
  const double rate = settings.learning_rate;
  ++state.step;
  switch (settings.optimiser) {
    case Optimiser::sgd:
      for (std::size_t i = 0; i < grad.size(); ++i) state.weights[i] -= rate * grad[i];
      return;
    case Optimiser::momentum:
      for (std::size_t i = 0; i < grad.size(); ++i) {
        state.velocity[i] = kMomentum * state.velocity[i] + grad[i];
        state.weights[i] -= rate * state.velocity[i];
      }
      return;
    case Optimiser::adam: break;
  }
  const double first = 1 / (1 - power(kBeta1, state.step));
  const double second = 1 / (1 - power(kBeta2, state.step));
  for (std::size_t i = 0; i < grad.size(); ++i) {
    state.velocity[i] = kBeta1 * state.velocity[i] + (1 - kBeta1) * grad[i];
    state.squares[i] = kBeta2 * state.squares[i] + (1 - kBeta2) * grad[i] * grad[i];
    state.weights[i] -=
        rate * (state.velocity[i] * first) / (std::sqrt(state.squares[i] * second) + kEpsilon);
  }
}

TrainingState first_state(const Student& student, const FilterShape& w,
                          const TrainingSettings& settings) {
  TrainingState state;
  state.weights = initial_weights(student, w, settings.initialisation, settings.seed);
  if (settings.optimiser != Optimiser::sgd) state.velocity.resize(state.weights.size());
  if (settings.optimiser == Optimiser::adam) state.squares.resize(state.weights.size());
  return state;
}

Training::Training(std::shared_ptr<const Moments> moments, const Student& student,
                   const TrainingSettings& settings)
    : moments_(std::move(moments)),
      student_(student),
      settings_(settings),
      state_(first_state(student, moments_->filter, settings)) {
  kept_.push_back(state_);
  note_loss(evaluate(state_, grad_));
}

/// The loss of a state, and its gradient.
double Training::evaluate(const TrainingState& state, std::vector<double>& grad) const {
  std::vector<double> w(moments_->cross.size());
  std::vector<double> filter_grad(w.size());
  grad.resize(state.weights.size());
  collapse_into(student_, moments_->filter, state.weights, w);
  const double loss = loss_and_gradient(*moments_, w, filter_grad);
  pull_back(student_, moments_->filter, state.weights, filter_grad, grad);
  return loss;
}

void Training::note_loss(double loss) {
  const double energy = mean_energy(*moments_);
  losses_.push_back(energy > 0 ? loss / energy : loss);
  const double limit = kFarAbove * std::max(1.0, losses_.front());
  if (!(losses_.back() <= limit)) diverged_at_ = state_.step;
}

void Training::run_to(int steps, const StopFlag* stop) {
  while (state_.step < steps && !diverged_at_ && !(stop && stop->load())) {
    descend(state_, grad_, settings_);
    if (state_.step % kKeepEvery == 0) kept_.push_back(state_);
    note_loss(evaluate(state_, grad_));
  }
}

TrainingState Training::state_at(int step) const {
  assert(step >= 0 && step <= steps() && "only steps that have been taken have a state");
  TrainingState state = kept_[static_cast<std::size_t>(step / kKeepEvery)];
  std::vector<double> grad;
  while (state.step < step) {
    evaluate(state, grad);
    descend(state, grad, settings_);
  }
  return state;
}

void run_side_by_side(std::vector<Training>& trainings, int steps, int threads,
                      const StopFlag* stop) {
  fast::Workers(threads).run(std::ssize(trainings), stop, [&](int, std::int64_t which) {
    trainings[static_cast<std::size_t>(which)].run_to(steps, stop);
  });
}

std::int64_t macs_a_step(const Student& student, const Moments& moments) {
  const std::int64_t pixels = moments.outputs / moments.filter.out;
  return 3 * pixels * macs_a_pixel(student, moments.filter);
}

std::optional<int> steps_to(const std::vector<double>& losses, double share) {
  const auto found =
      std::find_if(losses.begin(), losses.end(), [&](double loss) { return loss <= share; });
  if (found == losses.end()) return std::nullopt;
  return static_cast<int>(found - losses.begin());
}

double spread(const Moments& moments, const Student& student, std::span<const double> weights) {
  // Each column of D (of W) is a filter over some places of the window.
  const FilterShape& w = moments.filter;
  const std::size_t n = static_cast<std::size_t>(moments.places());
  const std::size_t columns =
      static_cast<std::size_t>(student.is_standard() ? w.out : student.multiplier);
  const std::size_t channels = static_cast<std::size_t>(w.in);
  double sum = 0;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      if (!student.is_standard() && a % channels != b % channels) continue;
      double products = 0;
      for (std::size_t r = 0; r < columns; ++r)
        products += weights[a * columns + r] * weights[b * columns + r];
      sum += moments.gram[a * n + b] * products;
    }
  }
  const double filters = static_cast<double>(student.is_standard() ? columns : channels * columns);
  const double pixels = static_cast<double>(moments.outputs) / w.out;
  return std::sqrt(std::max(sum, 0.0) / (pixels * filters));
}

}  // namespace learn
}  // namespace twofold::core
