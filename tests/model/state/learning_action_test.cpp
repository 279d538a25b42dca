#include "app/model/state/learning_action.h"

#include "tests/support/catch.h"

namespace twofold::model {

TEST_CASE("learning pages open, change and close") {
  LearningLook look = update({}, OpenLearning{LearningPage::training});
  CHECK(look.open);
  CHECK(look.page == LearningPage::training);
  look = update(look, PlayTraining{true});
  look = update(look, CloseLearning{});
  CHECK_FALSE(look.open);
  CHECK_FALSE(look.training.playing);
}

TEST_CASE("a run goes on while it plays, and stops at its end") {
  LearningLook look = update({}, PlayTraining{true});
  look = update(look, SetTrainingSpeed{100});
  look = update(look, TrainOn{0.025});
  CHECK(look.training.step == 2);
  look = update(look, TrainOn{0.005});
  CHECK(look.training.step == 3);  // halves add up
  look = update(look, TrainOn{1e9});
  CHECK(look.training.step == kRunSteps);
  CHECK_FALSE(look.training.playing);
  CHECK(update(look, TrainOn{1}).training.step == kRunSteps);
  // Played again, it begins anew.
  look = update(look, PlayTraining{true});
  CHECK(look.training.step == 0);
}

TEST_CASE("steps of a run stay inside it, and stop it") {
  LearningLook look = update({}, PlayTraining{true});
  look = update(look, StepTraining{-5});
  CHECK(look.training.step == 0);
  CHECK_FALSE(look.training.playing);
  CHECK(update(look, StepTraining{100}).training.step == 100);
  CHECK(update(look, GoToTrainingStep{kRunSteps + 1}).training.step == kRunSteps);
  CHECK(update(look, StepTraining{1 << 30}).training.step == kRunSteps);
}

TEST_CASE("whatever changes a run begins it anew") {
  const LearningLook at = update({}, GoToTrainingStep{70});
  core::TrainingSettings settings;
  settings.seed = 2;
  const LearningAction actions[] = {
      ChooseKernel{{.source = KernelSource::edges, .kernel = nullptr, .name = {}}},
      ChooseTask{Task::mosaic}, SetSigma{0.2f}, SetTraining{settings}};
  for (const LearningAction& action : actions) CHECK(update(at, action).training.step == 0);
  CHECK(update(at, LookAtStudent{3}).training.step == 70);
  CHECK(update(at, LookAtStudent{99}).training.student == 4);
}

TEST_CASE("kernels are the same where their numbers are") {
  const auto kernel = [](float value) {
    core::Filter w({1, 1, 1, 1});
    w.values[0] = value;
    return TargetKernel{.source = KernelSource::given,
                        .kernel = std::make_shared<const core::Filter>(w),
                        .name = "typed"};
  };
  CHECK(kernel(1) == kernel(1));
  CHECK_FALSE(kernel(1) == kernel(2));
  CHECK_FALSE(kernel(1) == TargetKernel{});
}

}  // namespace twofold::model
