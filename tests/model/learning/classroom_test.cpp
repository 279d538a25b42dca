#include "app/model/learning/classroom.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/base/background.h"
#include "app/model/learning/learner.h"
#include "core/learn/kernels.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

LearningInputs inputs(Task task, int step, int channels = 3) {
  LearningInputs in;
  const auto picture = std::make_shared<const LibraryPicture>(
      LibraryPicture{tests::normal_tensor({1, 16, 20, channels}, 1), "noise", "", ""});
  in.document =
      learning_document(opening_document({1, 20, 16, channels, "noise"}), 0, KernelSource::trained);
  in.pictures = {picture};
  in.trained = std::make_shared<const core::Filter>(
      core::make_standard(core::StandardPreset::random, {3, 3, 3, 4}));
  in.look.page = LearningPage::training;
  in.look.training.task = task;
  in.look.training.step = step;
  return in;
}

/// The first and the last that a run publishes.
struct Published {
  std::shared_ptr<const Classroom> first, last;
};
Published run(ClassroomMaker& maker, const LearningInputs& in, bool to_the_end) {
  Published published;
  maker.run(
      in, [to_the_end] { return to_the_end; }, nullptr,
      [&](std::shared_ptr<const Classroom> room) {
        if (!published.first) published.first = room;
        published.last = std::move(room);
      });
  return published;
}

}  // namespace

TEST_CASE("every task: all students at the step that is looked at, then the whole run") {
  for (const Task task : {Task::copy, Task::mosaic, Task::denoise}) {
    ClassroomMaker maker;
    const Published p = run(maker, inputs(task, 7), true);
    REQUIRE(p.first);
    REQUIRE(p.first->why_not.empty());
    REQUIRE(p.first->pupils.size() == kStudents.size());
    for (const Pupil& pupil : p.first->pupils) {
      CHECK(pupil.step == 7);
      CHECK(pupil.loss == (*pupil.losses)[7]);
    }
    CHECK(p.last->steps == kRunSteps);
    CHECK(p.last->pupils[1].outcome.floor > 0);
    CHECK(p.last->pictures.size() == 3 + 2 * kStudents.size());
    CHECK(p.last->is_colour == (task != Task::copy));
  }
}

TEST_CASE("a teacher's rank is said, and how much of what is learned few patterns make") {
  // Colour blobs are one pattern a channel, oriented edges two.
  LearningInputs in = inputs(Task::copy, 5);
  ClassroomMaker maker;
  in.look.target.source = KernelSource::blobs;
  CHECK(run(maker, in, false).first->teacher_rank == 1);
  in.look.target.source = KernelSource::edges;
  const auto room = run(maker, in, false).first;
  CHECK(room->teacher_rank == 2);
  CHECK(room->patterns[0] > 0);
  CHECK(room->patterns[1] >= room->patterns[0]);
  CHECK(room->patterns[1] <= 1);
}

TEST_CASE("the middle of a picture is enlarged pixel by pixel") {
  const core::Tensor x = tests::normal_tensor({2, 100, 200, 3}, 1);
  const core::Tensor large = enlarged_middle(x, 1);
  CHECK(large.shape == core::Shape{1, 12 * 16, 24 * 16, 3});
  // The middle begins at [44, 88].
  CHECK(large.at(0, 0, 0, 1) == x.at(1, 44, 88, 1));
  CHECK(large.at(0, 15, 31, 2) == x.at(1, 44, 89, 2));
  CHECK(large.at(0, 191, 383, 0) == x.at(1, 55, 111, 0));
  CHECK(enlarged_middle(tests::normal_tensor({1, 1, 1, 3}, 1), 0).shape.height == 16);
}

TEST_CASE("a step that was passed is shown again, bit for bit") {
  ClassroomMaker maker;
  const auto there = run(maker, inputs(Task::copy, 300), false).first;
  run(maker, inputs(Task::copy, 900), false);
  const auto back = run(maker, inputs(Task::copy, 300), false).first;
  ClassroomMaker anew;
  const auto replayed = run(anew, inputs(Task::copy, 300), false).first;
  for (std::size_t i = 0; i < kStudents.size(); ++i) {
    CHECK(back->pupils[i].filters.depthwise == there->pupils[i].filters.depthwise);
    CHECK(replayed->pupils[i].filters.depthwise == there->pupils[i].filters.depthwise);
    CHECK(replayed->pupils[i].loss == there->pupils[i].loss);
  }
}

TEST_CASE("the shares of a weight's gradient add up to it, and a nudge does what it says") {
  ClassroomMaker maker;
  for (const int student : {0, 2}) {
    LearningInputs in = inputs(Task::copy, 20);
    in.look.training.student = student;
    // The weight with the steepest slope: elsewhere the bend outweighs it over a nudge.
    const LookedGradient first = run(maker, in, false).first->looked;
    const auto& all = (student == 0 ? first.gradient.standard : first.gradient.depthwise).values;
    const auto steepest = std::max_element(
        all.begin(), all.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    const auto weight = static_cast<std::size_t>(steepest - all.begin());
    in.look.training.weight = weight;
    const auto room = run(maker, in, false).first;
    const LookedGradient& looked = room->looked;
    const double sum =
        std::accumulate(looked.shares->values.begin(), looked.shares->values.end(), 0.0);
    CHECK(sum == Approx(looked.nudge.gradient).epsilon(1e-3));
    CHECK(looked.nudge.change == Approx(looked.nudge.said).epsilon(0.2));
    const core::Filter& g = student == 0 ? looked.gradient.standard : looked.gradient.depthwise;
    CHECK(g.values[weight] == Approx(looked.nudge.gradient));
  }
}

TEST_CASE("a weight that the student does not have is brought inside") {
  ClassroomMaker maker;
  LearningInputs in = inputs(Task::mosaic, 1);
  in.look.training.weight = 1'000'000;
  const auto room = run(maker, in, false).first;
  CHECK(room->looked.weight + 1 == room->looked.weights.size());
}

TEST_CASE("a learning rate too large diverges, with its step, and ends") {
  ClassroomMaker maker;
  LearningInputs in = inputs(Task::copy, kRunSteps);
  in.look.training.settings.optimiser = core::Optimiser::sgd;
  in.look.training.settings.learning_rate = 3;
  const auto room = run(maker, in, true).last;
  REQUIRE(room->pupils[4].outcome.diverged_at);
  CHECK(room->pupils[4].step == *room->pupils[4].outcome.diverged_at);
}

TEST_CASE("a lesson that the picture cannot give is refused in a sentence") {
  ClassroomMaker maker;
  const auto room = run(maker, inputs(Task::mosaic, 0, 1), true).last;
  CHECK(room->why_not.find("red, green and blue") != std::string::npos);
}

TEST_CASE("the learner carries out the newest request, and stops when nobody looks") {
  const auto background = base::usual_background();
  Learner learner(*background, [] {});
  const auto wait = [&] {
    const auto done = [&] { return !learner.busy(); };
    while (!done()) background->wait(std::chrono::milliseconds(50), done);
  };
  for (int step = 0; step <= 40; ++step) learner.request(inputs(Task::copy, step));
  wait();
  REQUIRE(learner.classroom());
  CHECK(learner.classroom()->pupils[0].step == 40);
  CHECK(learner.classroom()->steps == kRunSteps);
  LearningInputs lost = inputs(Task::copy, 0);
  lost.look.page = LearningPage::lost;
  learner.request(lost);
  wait();
  REQUIRE(learner.lost());
  CHECK(learner.lost()->left);
  learner.request(inputs(Task::denoise, 3));
  learner.stop();
  wait();
  CHECK(learner.take_failure().empty());
}

}  // namespace twofold::model
