#include "core/fast/plan.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/cost.h"
#include "core/equivalent.h"
#include "core/fast/after.h"
#include "core/fast/choose.h"
#include "core/fast/implementations.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/moderate.h"
#include "core/fast/programs/program.h"

namespace twofold::core::fast {
namespace {

bool all_finite(const Filter& filter) {
  return std::all_of(filter.values.begin(), filter.values.end(),
                     [](float v) { return std::isfinite(v); });
}

/// Whether no sum of a task can overflow, whatever its order, while its input is moderate.
bool has_moderate_filters(const Task& task) {
  return task.standard ? are_moderate(task.full) : are_moderate(task.depthwise, task.pointwise);
}

struct Made {
  std::unique_ptr<Program> program;
  Loops loops = Loops::plain;
};

/// The first implementation that can do a task, in the working memory that there is.
Made make_program(const Task& task, const Kernels* kernels, const Team& team) {
  const bool nothing = output_size(task.layer, task.in).area() == 0;
  if (!kernels || nothing || !has_moderate_filters(task)) return {make_plain(task)};
  const Question question = question_of(task, kernels->lanes);
  Made made;
  for (const Implementation& row : implementations()) {
    if (!row.can(question)) continue;
    made = {row.make(task, *kernels, team), row.loops};
    if (made.program) break;
  }
  return made;
}

/// The plan of a task, with the choice's figures filled in; `what` is computed, in words.
Plan finished_plan(const Task& task, std::string_view what, Choice choice, const Options& options,
                   std::unique_ptr<After> after = nullptr) {
  const Kernels* kernels = kernels_for(options.target);
  const Shape y =
      task.standard || !task.pointwise.values.empty() ? output_shape(task.layer, task.in) : Shape{};
  const Shape z = task.standard ? Shape{} : depthwise_output_shape(task.layer, task.in);
  const bool z_delivered = options.intermediates || y == Shape{};
  const std::int64_t values = task.in.count() + std::ssize(task.depthwise.values) +
                              std::ssize(task.pointwise.values) + std::ssize(task.full.values) +
                              y.count() + (z_delivered ? z.count() : 0);
  choice.bytes = values * static_cast<std::int64_t>(sizeof(float));
  const Team team = worthwhile_team(choice, options.threads);
  choice.threads = team.threads;
  Made made = make_program(task, kernels, team);
  choice.loops = made.loops;
  if (choice.loops == Loops::plain)
    choice.threads = 1;
  else
    choice.instructions = kernels->name;
  choice.packed_bytes = made.program->packed_bytes();
  choice.scratch_bytes = made.program->scratch_bytes();
  choice.sentence = sentence(what, choice, task.in);
  return {std::move(made.program),   std::move(after),
          std::move(choice),         task.in,
          z_delivered ? z : Shape{}, y};
}

}  // namespace

Plan::Plan(std::unique_ptr<Program> program, std::unique_ptr<After> after, Choice choice,
           const Shape& in, const Shape& z, const Shape& y)
    : program_(std::move(program)),
      after_(std::move(after)),
      choice_(std::move(choice)),
      in_(in),
      z_(z),
      y_(y) {}
Plan::~Plan() = default;
Plan::Plan(Plan&&) noexcept = default;
Plan& Plan::operator=(Plan&&) noexcept = default;

void Plan::run(const Tensor& x, Tensor& out, const StopFlag* stop) {
  const bool depthwise = y_ == Shape{};
  assert(x.shape == in_ && out.shape == (depthwise ? z_ : y_) && "shapes must be the plan's");
  float* to = out.values.data();
  run(x, depthwise ? to : nullptr, depthwise ? nullptr : to, stop);
}

void Plan::run(const Tensor& x, Separable& out, const StopFlag* stop) {
  assert(x.shape == in_ && out.z.shape == z_ && out.y.shape == y_ &&
         "shapes must be the plan's, which must have been made with Options::intermediates");
  run(x, out.z.values.data(), out.y.values.data(), stop);
}

void Plan::run(const Tensor& x, float* z, float* y, const StopFlag* stop) {
  program_->run({x.values.data(), z, y}, stop);
  if (after_) after_->run(x, {y, static_cast<std::size_t>(y_.count())}, stop);
}

Plan plan(const Layer& layer, const Shape& in, const Filters& filters, const Options& options) {
  assert(filters.depthwise.shape == depthwise_filter_shape(layer, in.channels) &&
         filters.pointwise.shape == pointwise_filter_shape(layer, in.channels) &&
         "filters must fit the layer");
  const Kernels* kernels = kernels_for(options.target);
  const int lanes = kernels ? kernels->lanes : 0;
  Task task{.layer = layer, .in = in};
  task.bias = filters.bias;
  Choice choice;
  const Cost costs = cost(layer, in);
  const bool may_regroup = !options.intermediates && all_finite(filters.depthwise) &&
                           all_finite(filters.pointwise) &&
                           are_moderate(filters.depthwise, filters.pointwise);
  if (may_regroup && options.collapse && collapsed_is_faster(layer, in, lanes, options.regroup)) {
    task.standard = true;
    task.regroup = options.regroup;
    task.full = collapse(filters.depthwise, filters.pointwise);
    choice.collapsed = true;
    choice.same_class = false;
    choice.macs = costs.standard.macs;
  } else {
    task.regroup = may_regroup && options.regroup;
    task.depthwise = filters.depthwise;
    task.pointwise = filters.pointwise;
    choice.macs = costs.separable.macs;
  }
  std::unique_ptr<After> after;
  if (filters.activation != Activation::none || !filters.bias.empty())
    after = std::make_unique<After>(layer, filters, options.threads);
  const std::string what = both_folds_words(choice.collapsed, costs);
  return finished_plan(task, what, std::move(choice), options, std::move(after));
}

Plan plan_depthwise(const Layer& layer, const Shape& in, Filter d, const Options& options) {
  assert(d.shape == depthwise_filter_shape(layer, in.channels) && "D must fit the layer");
  Task task{.layer = layer, .in = in};
  task.depthwise = std::move(d);
  Choice choice;
  choice.macs = cost(layer, in).depthwise.macs;
  return finished_plan(task, "The depthwise fold alone", std::move(choice), options);
}

Plan plan_pointwise(const Shape& z, Filter p, const Options& options) {
  assert(p.shape.height == 1 && p.shape.width == 1 && p.shape.in == z.channels &&
         "P must be [1, 1, channels of z, out_channels]");
  Task task{.layer = {.kernel = {1, 1}, .out_channels = p.shape.out}, .in = z};
  task.standard = true;
  task.full = std::move(p);
  Choice choice;
  choice.macs = cost(task.layer, z).standard.macs;
  return finished_plan(task, "The pointwise fold alone", std::move(choice), options);
}

Plan plan_standard(const Layer& layer, const Shape& in, Filter w, const Options& options) {
  assert(w.shape == standard_filter_shape(layer, in.channels) && "W must fit the layer");
  Task task{.layer = layer, .in = in};
  task.standard = true;
  task.regroup = options.regroup;
  task.full = std::move(w);
  Choice choice;
  choice.macs = cost(layer, in).standard.macs;
  return finished_plan(task, "The standard convolution", std::move(choice), options);
}

}  // namespace twofold::core::fast
