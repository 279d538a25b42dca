// What is learned from a picture: the task, its layer and the picture's moments, made once and
// shared by all students.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/state/learning_look.h"
#include "core/learn/training.h"

namespace twofold::model {
inline namespace learning {

struct LessonSettings {
  Task task = Task::copy;
  core::Filter teacher;  ///< for copy
  core::Layer window;    ///< for copy: strides, dilations and padding; its sizes are the teacher's
  double sigma = 0.1;    ///< of the noise
  std::uint64_t seed = 1;  ///< of the noise
  int threads = 0;
  const core::StopFlag* stop = nullptr;  ///< once raised, the lesson is not to be used
};

struct Lesson {
  Task task = Task::copy;
  core::Layer layer;
  std::shared_ptr<const core::Moments> moments;
};

/// Windows of more places (kh*kw*C) are refused: their sums grow with the square.
inline constexpr int kMostPlaces = 768;

/// Of windows with more places the floors of separable students take too long to find.
inline constexpr int kMostSearched = 80;

/// Why the picture cannot teach this, as a sentence; empty if it can.
std::string why_no_lesson(const core::Shape& picture, const LessonSettings& settings);

/// What students see of the picture: itself, its mosaic, or itself with noise.
core::Tensor lesson_input(const core::Tensor& picture, const LessonSettings& settings);

/// The lesson; why_no_lesson must be empty. Mosaic and denoise are 5x5 from three channels (denoise
/// from as many as there are) to the picture itself.
Lesson make_lesson(const core::Tensor& picture, const LessonSettings& settings);

/// How one student did.
struct Outcome {
  core::Student student;
  std::int64_t weights = 0;
  std::int64_t macs_a_step = 0;
  std::int64_t kept_bytes = 0;  ///< of intermediates, float32, from forward to backward
  double left = 0;              ///< loss at the end over the target's energy
  double floor = 0;             ///< the least that this student can leave
  std::optional<int> steps;     ///< to kGoodShare
  std::optional<double> fewer;  ///< multiply-adds to there: the standard student's over this one's
  std::optional<int> diverged_at;
};

/// A share of the target's energy that is called learned: 2 %.
inline constexpr double kGoodShare = 0.02;

/// Outcomes of students that learned side by side; `fewer` where a standard one is among them.
std::vector<Outcome> outcomes(const std::vector<core::Training>& trainings);
/// The same with floors that are known already, one a student.
std::vector<Outcome> outcomes(const std::vector<core::Training>& trainings,
                              const std::vector<double>& floors);

}  // namespace learning
}  // namespace twofold::model
