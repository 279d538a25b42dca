#include "app/model/learning/classroom.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/model/learning/patterns.h"
#include "core/fast/separable.h"
#include "core/fast/threads/workers.h"
#include "core/learn/fit.h"

namespace twofold::model {
inline namespace learning {
namespace {

using Clock = std::chrono::steady_clock;

/// Longest side of a painted picture: students stand side by side.
constexpr int kPainted = 480;
/// Steps between two looks at whether something else is wanted.
constexpr int kSlice = 50;
constexpr double kPublishSeconds = 0.1;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Whether both have the same lesson.
bool same_lesson(const LearningInputs& a, const LearningInputs& b) {
  const TrainingLook& s = a.look.training;
  const TrainingLook& t = b.look.training;
  if (s.task != t.task) return false;
  if (s.task == Task::denoise && (s.sigma != t.sigma || s.settings.seed != t.settings.seed))
    return false;
  if (s.task == Task::copy) return a.look.target == b.look.target && a.document == b.document;
  return same_input(a.document, b.document);
}

/// One output of a standard filter alone.
core::Filter one_output(const core::Filter& w, int k) {
  core::Filter one({w.shape.height, w.shape.width, w.shape.in, 1});
  const std::size_t outputs = static_cast<std::size_t>(w.shape.out);
  for (std::size_t i = 0; i < one.values.size(); ++i)
    one.values[i] = w.values[i * outputs + static_cast<std::size_t>(k)];
  return one;
}

core::Filter standard_of(const core::Student& student, const core::FilterShape& w,
                         std::span<const double> weights) {
  std::vector<double> values(static_cast<std::size_t>(w.count()));
  core::collapse_into(student, w, weights, values);
  return {w, std::vector<float>(values.begin(), values.end())};
}

}  // namespace

std::vector<LossCurve> loss_curves(const Classroom& room) {
  std::vector<LossCurve> all;
  for (const Pupil& pupil : room.pupils)
    all.push_back({core::name_of(pupil.student), *pupil.losses, pupil.outcome.floor,
                   static_cast<double>(pupil.outcome.macs_a_step), pupil.seconds_a_step});
  return all;
}

/// Whether there is a lesson; what was learned of another one is forgotten.
bool ClassroomMaker::take_lesson(const LearningInputs& inputs, Classroom& room,
                                 const core::StopFlag* stop) {
  if (!lesson_ || !same_lesson(*of_, inputs)) {
    lesson_.reset();
    trainings_.clear();
    of_ = inputs;
    const TrainingLook& look = inputs.look.training;
    picture_ = input_tensor(inputs.document, inputs.pictures, {});
    LessonSettings settings;
    settings.task = look.task;
    settings.sigma = look.sigma;
    settings.seed = look.settings.seed;
    settings.stop = stop;
    if (look.task == Task::copy) {
      teacher_ = target_layer(inputs, picture_->shape);
      room.why_not = teacher_.why_not;
      if (!room.why_not.empty()) return false;
      settings.teacher = *teacher_.kernel;
      settings.window = teacher_.layer;
      teacher_rank_ = rank_of(*teacher_.kernel);
    }
    room.why_not = why_no_lesson(picture_->shape, settings);
    if (!room.why_not.empty()) return false;
    Lesson lesson = make_lesson(*picture_, settings);
    if (stop && *stop) return false;
    x_ = look.task == Task::copy
             ? picture_
             : std::make_shared<const core::Tensor>(lesson_input(*picture_, settings));
    target_ = look.task == Task::copy ? std::make_shared<const core::Tensor>(
                                            core::fast::conv2d(*x_, *teacher_.kernel, lesson.layer))
                                      : picture_;
    lesson_ = std::move(lesson);
    floors_.assign(kStudents.size(), std::nullopt);
  }
  room.target = teacher_;
  room.teacher_rank = teacher_rank_;
  room.layer = lesson_->layer;
  room.in = x_->shape;
  room.out = target_->shape;
  room.b = std::clamp(inputs.b, 0, room.out.batch - 1);
  room.channel = std::clamp(inputs.look.training.channel, 0, room.out.channels - 1);
  room.is_colour = room.out.channels == 3 && inputs.look.training.task != Task::copy;
  return true;
}

void ClassroomMaker::begin(const core::TrainingSettings& settings) {
  if (!trainings_.empty() && trainings_.front().settings() == settings) return;
  trainings_.clear();
  seconds_ = 0;
  for (const core::Student& student : kStudents)
    trainings_.emplace_back(lesson_->moments, student, settings);
}

/// One processor is left to the window.
void ClassroomMaker::run_to(int step) {
  const Clock::time_point start = Clock::now();
  core::run_side_by_side(trainings_, step, std::max(1, core::fast::machine_threads() - 1));
  seconds_ += seconds_since(start);
}

/// The run as far as it has come.
void ClassroomMaker::show_losses(Classroom& room) {
  std::vector<double> floors;
  double weights_and_steps = 0;
  for (std::size_t i = 0; i < trainings_.size(); ++i) {
    floors.push_back(floors_[i].value_or(0));
    weights_and_steps +=
        static_cast<double>(core::weight_count(kStudents[i], lesson_->moments->filter)) *
        trainings_[i].steps();
  }
  const std::vector<Outcome> all = outcomes(trainings_, floors);
  // The students ran side by side: each had a share of the time by its weights.
  const double seconds = weights_and_steps > 0 ? seconds_ / weights_and_steps : 0;
  room.pupils.resize(trainings_.size());
  room.steps = 0;
  for (std::size_t i = 0; i < trainings_.size(); ++i) {
    Pupil& pupil = room.pupils[i];
    pupil.student = trainings_[i].student();
    pupil.losses = std::make_shared<const std::vector<double>>(trainings_[i].losses());
    pupil.outcome = all[i];
    pupil.seconds_a_step = seconds * static_cast<double>(all[i].weights);
    room.steps = std::max(room.steps, trainings_[i].steps());
  }
}

/// The students and their pictures after the step that is looked at.
void ClassroomMaker::show_step(const LearningInputs& inputs, Classroom& room) {
  const TrainingLook& look = inputs.look.training;
  const core::FilterShape& w = lesson_->moments->filter;
  const LessonScale scale =
      target_scale(*target_, room.b, room.channel, room.is_colour, inputs.theme);
  room.pictures[lesson_key(LessonPicture::target)] =
      lesson_picture(*target_, room.b, scale, kPainted);
  const bool is_colour = x_->shape.channels == 3;
  const LessonScale as_it_is{is_colour, 0, {paint::Map::grey, {0, 1}}};
  room.pictures[lesson_key(LessonPicture::input)] =
      look.task == Task::mosaic
          ? lesson_picture(enlarged_middle(*x_, room.b), 0, as_it_is, kPainted)
          : lesson_picture(*x_, room.b, as_it_is, kPainted);
  LessonScale miss = miss_scale(scale, inputs.theme);
  LessonScale shown = scale;
  const core::Tensor target = room.is_colour ? *target_ : one_channel(*target_, room.channel);
  miss.channel = shown.channel = 0;
  for (std::size_t i = 0; i < trainings_.size(); ++i) {
    Pupil& pupil = room.pupils[i];
    pupil.step = std::min(look.step, trainings_[i].steps());
    pupil.loss = trainings_[i].losses()[static_cast<std::size_t>(pupil.step)];
    const std::vector<double> weights = trainings_[i].state_at(pupil.step).weights;
    pupil.spread = core::spread(*lesson_->moments, pupil.student, weights);
    pupil.filters = core::filters_of(pupil.student, w, weights);
    const core::Filter standard = standard_of(pupil.student, w, weights);
    core::Layer layer = lesson_->layer;
    if (!room.is_colour) layer.out_channels = 1;
    const core::Tensor y = core::fast::conv2d(
        *x_, room.is_colour ? standard : one_output(standard, room.channel), layer);
    const int number = static_cast<int>(i);
    room.pictures[lesson_key(LessonPicture::result, number)] =
        lesson_picture(y, room.b, shown, kPainted);
    room.pictures[lesson_key(LessonPicture::miss, number)] =
        lesson_picture(difference_of(y, target), room.b, miss, kPainted);
    if (pupil.student.is_standard()) room.patterns = patterns_of(standard);
  }
}

/// What moves the student that is looked at, and how one weight's share of it comes about.
void ClassroomMaker::show_gradient(const LearningInputs& inputs, Classroom& room) {
  const std::size_t number = static_cast<std::size_t>(inputs.look.training.student);
  const core::Moments& moments = *lesson_->moments;
  const core::Student student = kStudents[number];
  LookedGradient& looked = room.looked;
  looked.weights = trainings_[number].state_at(room.pupils[number].step).weights;
  std::vector<double> w(moments.cross.size());
  std::vector<double> filter_grad(w.size());
  std::vector<double> grad(looked.weights.size());
  core::collapse_into(student, moments.filter, looked.weights, w);
  core::loss_and_gradient(moments, w, filter_grad);
  core::pull_back(student, moments.filter, looked.weights, filter_grad, grad);
  looked.gradient = core::filters_of(student, moments.filter, grad);
  looked.weight = std::min(inputs.look.training.weight, looked.weights.size() - 1);
  looked.nudge = core::nudge(moments, student, looked.weights, looked.weight, kNudge);
  core::Layer layer = lesson_->layer;
  layer.channel_multiplier = std::max(1, student.multiplier);
  const core::Filter standard = standard_of(student, moments.filter, looked.weights);
  const core::Tensor y = core::fast::conv2d(*x_, standard, layer);
  looked.shares = std::make_shared<const core::Tensor>(
      core::gradient_shares(*x_, layer, student, looked.weights,
                            core::squared_error_gradient(y, *target_), looked.weight));
  room.pictures[lesson_key(LessonPicture::share)] = lesson_picture(
      *looked.shares, room.b, signed_scale(*looked.shares, room.b, inputs.theme), kPainted);
}

/// Times of this layer with the multiplier of the student that is looked at (1 for the standard
/// one), measured where they are looked at and not known.
void ClassroomMaker::show_times(const LearningInputs& inputs, const std::function<bool()>& go_on,
                                Classroom& room) {
  const TrainingLook& look = inputs.look.training;
  if (look.side != TrainingSide::cost) return;
  core::Layer layer = lesson_->layer;
  layer.channel_multiplier =
      std::max(1, kStudents[static_cast<std::size_t>(look.student)].multiplier);
  const bool known = times_ && times_->layer == layer && times_->in == x_->shape;
  if (!known) times_ = measure_passes(layer, x_->shape, go_on);
  room.times = times_;
}

void ClassroomMaker::run(const LearningInputs& inputs, const std::function<bool()>& go_on,
                         const core::StopFlag* stop,
                         const std::function<void(std::shared_ptr<const Classroom>)>& publish) {
  Classroom room;
  room.look = inputs.look;
  const auto publish_copy = [&] { publish(std::make_shared<const Classroom>(room)); };
  if (!take_lesson(inputs, room, stop)) {
    if (!room.why_not.empty()) publish_copy();
    return;
  }
  begin(inputs.look.training.settings);
  run_to(inputs.look.training.step);
  show_losses(room);
  show_step(inputs, room);
  show_gradient(inputs, room);
  publish_copy();
  const auto runs = [](const core::Training& t) {
    return t.steps() < kRunSteps && !t.diverged_at();
  };
  Clock::time_point published = Clock::now();
  int step = room.steps;
  for (; std::any_of(trainings_.begin(), trainings_.end(), runs); step += kSlice) {
    if (!go_on()) return;
    run_to(std::min(step + kSlice, kRunSteps));
    if (seconds_since(published) < kPublishSeconds) continue;
    show_losses(room);
    publish_copy();
    published = Clock::now();
  }
  for (std::size_t i = 0; i < floors_.size(); ++i) {
    if (floors_[i] || lesson_->moments->places() > kMostSearched) continue;
    if (!go_on()) return;
    floors_[i] = core::floor_of(*lesson_->moments, kStudents[i].multiplier).loss;
  }
  show_losses(room);
  publish_copy();
  show_times(inputs, go_on, room);
  if (room.times) publish_copy();
}

}  // namespace learning
}  // namespace twofold::model
