// Training, seen at one step: students that learn side by side from one picture, what each makes of
// it after so many steps, and the gradient that takes it to the next.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/learning/learning_chart.h"
#include "app/model/learning/lesson.h"
#include "app/model/learning/lesson_pictures.h"
#include "app/model/learning/pass_times.h"
#include "app/model/learning/target_kernel.h"
#include "core/learn/shares.h"

namespace twofold::model {
inline namespace learning {

/// One student after a step.
struct Pupil {
  core::Student student;
  std::shared_ptr<const std::vector<double>> losses;  ///< as far as the run has come
  int step = 0;       ///< the look's, or the last one before it diverged
  double loss = 0;    ///< of that step, of the target's energy
  double spread = 0;  ///< core::spread at that step
  Outcome outcome;    ///< of the whole run, as far as it has come
  double seconds_a_step = 0;
  core::StudentFilters filters;
};

/// The gradient of the student that is looked at.
struct LookedGradient {
  std::vector<double> weights;
  core::StudentFilters gradient;
  std::size_t weight = 0;                      ///< the pinned one, brought inside
  core::Nudge nudge;                           ///< by kNudge
  std::shared_ptr<const core::Tensor> shares;  ///< [N,H',W',1], they sum to its gradient
};
inline constexpr double kNudge = 0.001;

struct Classroom {
  LearningLook look;     ///< what it was made for
  std::string why_not;   ///< a sentence where there is no lesson; nothing else is then filled in
  TargetLayer target;    ///< for Task::copy
  int teacher_rank = 0;  ///< the multiplier from which on it can be made exactly
  core::Layer layer;
  core::Shape in;
  core::Shape out;
  int steps = 0;  ///< that the run has come to
  int b = 0;      ///< the picture of the batch that is shown
  int channel = 0;
  bool is_colour = false;  ///< the pictures show three outputs
  std::vector<Pupil> pupils;
  /// Shares of the standard student's W at that step that the best one and two filters a channel
  /// make.
  std::array<double, 2> patterns{};
  LookedGradient looked;
  std::optional<PassTimes> times;  ///< of the looked-at student's layer, while they are looked at
  paint::PaintedPictures pictures;
};

/// The students' ways down, each with its floor.
std::vector<LossCurve> loss_curves(const Classroom& room);

/// Makes these, keeping the run from one to the next.
class ClassroomMaker {
 public:
  /// Shows the step that is looked at, then goes on to the end of the run, publishing now and then,
  /// until `stop` is raised or `go_on` says no.
  void run(const LearningInputs& inputs, const std::function<bool()>& go_on,
           const core::StopFlag* stop,
           const std::function<void(std::shared_ptr<const Classroom>)>& publish);

 private:
  bool take_lesson(const LearningInputs& inputs, Classroom& room, const core::StopFlag* stop);
  void begin(const core::TrainingSettings& settings);
  void run_to(int step);
  void show_losses(Classroom& room);
  void show_step(const LearningInputs& inputs, Classroom& room);
  void show_gradient(const LearningInputs& inputs, Classroom& room);
  void show_times(const LearningInputs& inputs, const std::function<bool()>& go_on,
                  Classroom& room);

  std::optional<LearningInputs> of_;  ///< the lesson
  std::shared_ptr<const core::Tensor> picture_;
  std::shared_ptr<const core::Tensor> x_;
  std::shared_ptr<const core::Tensor> target_;
  TargetLayer teacher_;
  int teacher_rank_ = 0;
  std::optional<Lesson> lesson_;
  std::vector<core::Training> trainings_;
  std::optional<PassTimes> times_;             ///< what was measured last
  std::vector<std::optional<double>> floors_;  ///< of the lesson's students
  double seconds_ = 0;                         ///< that the run has taken
};

}  // namespace learning
}  // namespace twofold::model
