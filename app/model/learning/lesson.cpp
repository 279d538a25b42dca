#include "app/model/learning/lesson.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/check.h"
#include "core/learn/fit.h"
#include "core/learn/tasks.h"

namespace twofold::model {
inline namespace learning {
namespace {

core::Layer layer_of(const core::Shape& picture, const LessonSettings& settings) {
  core::Layer layer;
  if (settings.task == Task::copy) {
    const core::FilterShape& w = settings.teacher.shape;
    layer = settings.window;
    layer.kernel = {w.height, w.width};
    layer.out_channels = w.out;
  } else {
    layer.kernel = {5, 5};
    layer.out_channels = picture.channels;
  }
  return layer;
}

}  // namespace

std::string why_no_lesson(const core::Shape& picture, const LessonSettings& settings) {
  if (settings.task == Task::mosaic && picture.channels != 3) {
    return fmt::format("a mosaic is made of red, green and blue, and the picture has {} channel{}",
                       picture.channels, picture.channels == 1 ? "" : "s");
  }
  if (settings.task != Task::copy) return {};
  const core::FilterShape& w = settings.teacher.shape;
  if (w.in != picture.channels) {
    return fmt::format("the kernel reads {} channels, and the picture has {}", w.in,
                       picture.channels);
  }
  const std::int64_t places = static_cast<std::int64_t>(w.height) * w.width * w.in;
  if (places > kMostPlaces) {
    return fmt::format("the kernel's window has {} places ({} x {} x {}); at most {} are learned",
                       places, w.height, w.width, w.in, kMostPlaces);
  }
  const auto problems = core::check_standard(layer_of(picture, settings), picture, w);
  return problems.empty() ? std::string() : problems.front().sentence;
}

core::Tensor lesson_input(const core::Tensor& picture, const LessonSettings& settings) {
  switch (settings.task) {
    case Task::copy: break;
    case Task::mosaic: return core::bayer_mosaic(picture);
    case Task::denoise: return core::with_noise(picture, settings.sigma, settings.seed);
  }
  return picture;
}

Lesson make_lesson(const core::Tensor& picture, const LessonSettings& settings) {
  Lesson lesson;
  lesson.task = settings.task;
  lesson.layer = layer_of(picture.shape, settings);
  const core::MomentsOptions options{.threads = settings.threads, .stop = settings.stop};
  const auto moments = [&] {
    if (settings.task == Task::copy)
      return core::moments_of_teacher(picture, lesson.layer, settings.teacher, options);
    return core::moments(lesson_input(picture, settings), lesson.layer, picture, options);
  };
  lesson.moments = std::make_shared<const core::Moments>(moments());
  return lesson;
}

std::vector<Outcome> outcomes(const std::vector<core::Training>& trainings) {
  std::vector<double> floors;
  floors.reserve(trainings.size());
  for (const core::Training& t : trainings)
    floors.push_back(core::floor_of(t.moments(), t.student().multiplier).loss);
  return outcomes(trainings, floors);
}

std::vector<Outcome> outcomes(const std::vector<core::Training>& trainings,
                              const std::vector<double>& floors) {
  std::vector<Outcome> all;
  std::optional<double> standard_macs;
  for (std::size_t i = 0; i < trainings.size(); ++i) {
    const core::Training& t = trainings[i];
    Outcome o;
    o.student = t.student();
    o.weights = core::weight_count(t.student(), t.moments().filter);
    o.macs_a_step = core::macs_a_step(t.student(), t.moments());
    const std::int64_t pixels = t.moments().outputs / t.moments().filter.out;
    o.kept_bytes = 4 * pixels * core::kept_a_pixel(t.student(), t.moments().filter);
    o.left = t.losses().back();
    o.floor = floors[i];
    o.steps = core::steps_to(t.losses(), kGoodShare);
    o.diverged_at = t.diverged_at();
    if (o.student.is_standard() && o.steps)
      standard_macs = static_cast<double>(o.macs_a_step) * *o.steps;
    all.push_back(o);
  }
  for (Outcome& o : all) {
    if (standard_macs && o.steps && *o.steps > 0)
      o.fewer = *standard_macs / (static_cast<double>(o.macs_a_step) * *o.steps);
  }
  return all;
}

}  // namespace learning
}  // namespace twofold::model
