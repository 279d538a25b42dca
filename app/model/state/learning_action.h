// What a user can do on the pages "What is lost" and "Training", in the user's words.
#pragma once

#include <variant>

#include "app/model/state/learning_look.h"

namespace twofold::model::inline state {

struct OpenLearning {
  LearningPage page = LearningPage::lost;
  bool operator==(const OpenLearning&) const = default;
};
struct CloseLearning {
  bool operator==(const CloseLearning&) const = default;
};
struct ChooseKernel {
  TargetKernel target;
  bool operator==(const ChooseKernel&) const = default;
};
struct FitWith {
  int multiplier = 1;
  bool operator==(const FitWith&) const = default;
};
struct LookAtSlice {
  SliceChoice slice;
  bool operator==(const LookAtSlice&) const = default;
};

/// Each of these begins the run anew.
struct ChooseTask {
  Task task = Task::copy;
  bool operator==(const ChooseTask&) const = default;
};
struct SetSigma {
  float sigma = 0;
  bool operator==(const SetSigma&) const = default;
};
struct SetTraining {
  core::TrainingSettings settings;
  bool operator==(const SetTraining&) const = default;
};

/// Plays on from here; from the start where the run has come to its end.
struct PlayTraining {
  bool on = true;
  bool operator==(const PlayTraining&) const = default;
};
/// Time goes by while it plays.
struct TrainOn {
  double seconds = 0;
  bool operator==(const TrainOn&) const = default;
};
/// Shows the state after so many steps, and stops playing.
struct GoToTrainingStep {
  int step = 0;
  bool operator==(const GoToTrainingStep&) const = default;
};
/// Steps on, or back; stops playing.
struct StepTraining {
  int by = 1;
  bool operator==(const StepTraining&) const = default;
};
struct SetTrainingSpeed {
  int steps_a_second = 150;
  bool operator==(const SetTrainingSpeed&) const = default;
};
struct LookAtStudent {
  int student = 0;  ///< of kStudents
  bool operator==(const LookAtStudent&) const = default;
};
struct LookAtOutput {
  int channel = 0;
  bool operator==(const LookAtOutput&) const = default;
};
struct PinWeight {
  std::size_t weight = 0;
  bool operator==(const PinWeight&) const = default;
};
struct ChooseLossAxis {
  LossAxis axis = LossAxis::steps;
  bool operator==(const ChooseLossAxis&) const = default;
};
struct ShowBeside {
  TrainingSide side = TrainingSide::gradients;
  bool operator==(const ShowBeside&) const = default;
};

using LearningAction = std::variant<OpenLearning, CloseLearning, ChooseKernel, FitWith, LookAtSlice,
                                    ChooseTask, SetSigma, SetTraining, PlayTraining, TrainOn,
                                    GoToTrainingStep, StepTraining, SetTrainingSpeed, LookAtStudent,
                                    LookAtOutput, PinWeight, ChooseLossAxis, ShowBeside>;

/// The look after the action. Channels and weights are taken as they are: whoever draws brings them
/// inside what there is.
LearningLook update(LearningLook look, const LearningAction& action);

}  // namespace twofold::model::inline state
