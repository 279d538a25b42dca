#include "app/model/state/learning_action.h"

#include <algorithm>
#include <cmath>

namespace twofold::model::inline state {
namespace {

/// One overload for each action; each edits the copy in place.
struct Apply {
  LearningLook& look;

  TrainingLook& training() const { return look.training; }
  void begin_anew() const {
    training().step = 0;
    training().carry = 0;
  }
  void show_step(int step) const { training().step = std::clamp(step, 0, kRunSteps); }

  void operator()(const OpenLearning& a) const {
    look.open = true;
    look.page = a.page;
  }
  void operator()(const CloseLearning&) const {
    look.open = false;
    training().playing = false;
  }
  void operator()(const ChooseKernel& a) const {
    look.target = a.target;
    begin_anew();
  }
  void operator()(const FitWith& a) const { look.lost.multiplier = std::max(1, a.multiplier); }
  void operator()(const LookAtSlice& a) const { look.lost.slice = a.slice; }
  void operator()(const ChooseTask& a) const {
    training().task = a.task;
    training().weight = 0;
    begin_anew();
  }
  void operator()(const SetSigma& a) const {
    training().sigma = std::clamp(a.sigma, 0.0f, 1.0f);
    begin_anew();
  }
  void operator()(const SetTraining& a) const {
    training().settings = a.settings;
    begin_anew();
  }
  void operator()(const PlayTraining& a) const {
    training().playing = a.on;
    if (a.on && training().step >= kRunSteps) begin_anew();
  }
  void operator()(const TrainOn& a) const {
    if (!training().playing) return;
    const double ahead = training().carry + std::max(a.seconds, 0.0) * training().speed;
    const double whole = std::floor(std::min(ahead, static_cast<double>(kRunSteps)));
    training().carry = ahead - whole;
    show_step(training().step + static_cast<int>(whole));
    if (training().step == kRunSteps) training().playing = false;
  }
  void operator()(const GoToTrainingStep& a) const {
    training().playing = false;
    training().carry = 0;
    show_step(a.step);
  }
  void operator()(const StepTraining& a) const {
    (*this)(GoToTrainingStep{training().step + std::clamp(a.by, -kRunSteps, kRunSteps)});
  }
  void operator()(const SetTrainingSpeed& a) const {
    training().speed = std::clamp(a.steps_a_second, 1, kRunSteps);
  }
  void operator()(const LookAtStudent& a) const {
    training().student = std::clamp(a.student, 0, static_cast<int>(kStudents.size()) - 1);
    training().weight = 0;
  }
  void operator()(const LookAtOutput& a) const { training().channel = std::max(0, a.channel); }
  void operator()(const PinWeight& a) const { training().weight = a.weight; }
  void operator()(const ChooseLossAxis& a) const { training().axis = a.axis; }
  void operator()(const ShowBeside& a) const { training().side = a.side; }
};

}  // namespace

bool TargetKernel::operator==(const TargetKernel& other) const {
  const bool same_kernel =
      kernel == other.kernel || (kernel && other.kernel && kernel->shape == other.kernel->shape &&
                                 kernel->values == other.kernel->values);
  return source == other.source && seed == other.seed && same_kernel && name == other.name;
}

LearningLook update(LearningLook look, const LearningAction& action) {
  std::visit(Apply{look}, action);
  return look;
}

}  // namespace twofold::model::inline state
