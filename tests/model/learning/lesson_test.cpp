#include "app/model/learning/lesson.h"

#include "core/learn/kernels.h"
#include "core/learn/tasks.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {

TEST_CASE("every task's moments are those of its input and target") {
  const core::Tensor picture = tests::integer_tensor({1, 20, 23, 3}, 1);
  LessonSettings settings;
  settings.task = Task::mosaic;
  const Lesson mosaic = make_lesson(picture, settings);
  CHECK(mosaic.layer.kernel == core::Extent{5, 5});
  const core::Moments want = core::moments(core::bayer_mosaic(picture), mosaic.layer, picture);
  CHECK(mosaic.moments->gram == want.gram);
  CHECK(mosaic.moments->cross == want.cross);

  settings.task = Task::denoise;
  settings.sigma = 0.5;
  settings.seed = 9;
  const Lesson denoise = make_lesson(picture, settings);
  CHECK(denoise.moments->gram ==
        core::moments(core::with_noise(picture, 0.5, 9), denoise.layer, picture).gram);

  settings.task = Task::copy;
  settings.teacher = core::make_standard(core::StandardPreset::random, {3, 3, 3, 4});
  const Lesson copy = make_lesson(picture, settings);
  CHECK(copy.layer.out_channels == 4);
  CHECK(copy.moments->cross ==
        core::moments_of_teacher(picture, copy.layer, settings.teacher).cross);
}

TEST_CASE("what a picture cannot teach is said") {
  LessonSettings settings;
  settings.task = Task::mosaic;
  CHECK(why_no_lesson({1, 9, 9, 3}, settings).empty());
  CHECK(why_no_lesson({1, 9, 9, 1}, settings).find("1 channel") != std::string::npos);
  settings.task = Task::denoise;
  CHECK(why_no_lesson({1, 9, 9, 1}, settings).empty());
  settings.task = Task::copy;
  settings.teacher = core::make_standard(core::StandardPreset::edges, {3, 3, 3, 4});
  CHECK(why_no_lesson({1, 9, 9, 3}, settings).empty());
  CHECK(why_no_lesson({1, 9, 9, 1}, settings).find("reads 3") != std::string::npos);
  settings.teacher = core::Filter({16, 16, 3, 1});
  CHECK(why_no_lesson({1, 99, 99, 3}, settings).empty());
  settings.teacher = core::Filter({16, 17, 3, 1});
  CHECK(why_no_lesson({1, 99, 99, 3}, settings).find("816 places") != std::string::npos);
}

TEST_CASE("outcomes: how often fewer multiply-adds is against the standard student") {
  const core::Tensor picture = tests::normal_tensor({1, 16, 16, 3}, 2);
  LessonSettings settings;
  // Rank 1: also m = 1 gets to 2 %.
  settings.teacher = core::make_standard(core::StandardPreset::blobs, {3, 3, 3, 6});
  const Lesson lesson = make_lesson(picture, settings);
  std::vector<core::Training> trainings;
  for (const int m : {0, 1})
    trainings.emplace_back(lesson.moments, core::Student{m}, core::TrainingSettings{});
  core::run_side_by_side(trainings, 2000);
  const std::vector<Outcome> all = outcomes(trainings);
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].steps);
  REQUIRE(all[1].steps);
  CHECK(all[0].fewer == Approx(1));
  CHECK(*all[1].fewer == Approx(static_cast<double>(all[0].macs_a_step) * *all[0].steps /
                                (static_cast<double>(all[1].macs_a_step) * *all[1].steps)));
  CHECK(all[0].weights == 9 * 3 * 6);
  CHECK(all[1].weights == 9 * 3 + 3 * 6);
  CHECK(all[0].kept_bytes == 0);
  CHECK(all[1].kept_bytes == 4 * 16 * 16 * 3);
  CHECK(all[1].floor < 1e-9);
  // Without a standard student there is nothing to be fewer than.
  trainings.erase(trainings.begin());
  CHECK_FALSE(outcomes(trainings)[0].fewer);
}

}  // namespace twofold::model
