#include "core/chain/partial.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace twofold::core {
inline namespace chain {
namespace {

bool stopped(const StopFlag* stop) { return stop && stop->load(std::memory_order_relaxed); }

const Fold& fold_of(const Operands& operands, int stage) {
  assert(operands.folds && "a step reads the filter of its stage");
  return (*operands.folds)[static_cast<std::size_t>(stage)];
}

float value_of(const Schedule& schedule, const Operands& operands, int result, const Value& at);

/// What a pixel of a stage comes to once its sums are complete.
Tensor finished_pixel(const Schedule& schedule, const Operands& operands, const Value& at,
                      Tensor sums) {
  const Stage& stage = schedule.stage(at.stage);
  follow(stage, fold_of(operands, at.stage), sums);
  if (!stage.adds) return sums;
  Value added = at;
  for (added.channel = 0; added.channel < sums.shape.channels; ++added.channel)
    sums.values[static_cast<std::size_t>(added.channel)] +=
        value_of(schedule, operands, *stage.adds, added);
  return sums;
}

/// A value of a stage's result, summed anew.
float summed_anew(const Schedule& schedule, const Operands& operands, const Value& at) {
  const Stage& stage = schedule.stage(at.stage);
  Tensor sums({1, 1, 1, schedule.channels(at.stage)});
  const bool needs_all = stage.after.normalisation == Normalisation::pixel;
  Value value = at;
  for (value.channel = 0; value.channel < sums.shape.channels; ++value.channel) {
    if (!needs_all && value.channel != at.channel) continue;
    sums.values[static_cast<std::size_t>(value.channel)] =
        running_sum(schedule, operands, value, schedule.terms(value));
  }
  return finished_pixel(schedule, operands, at, std::move(sums))
      .values[static_cast<std::size_t>(at.channel)];
}

/// Result 0 is x, result i + 1 is what stage i makes; the stage of `at` is not looked at.
float value_of(const Schedule& schedule, const Operands& operands, int result, const Value& at) {
  const auto index = static_cast<std::size_t>(result) - 1;
  const bool at_hand =
      result > 0 && index < operands.results.size() && operands.results[index] != nullptr;
  if (result > 0 && !at_hand)
    return summed_anew(schedule, operands, {result - 1, at.b, at.oy, at.ox, at.channel});
  assert((result > 0 || operands.x) && "the first stage reads x");
  const Tensor& tensor = result == 0 ? *operands.x : *operands.results[index];
  return tensor.at(at.b, at.oy, at.ox, at.channel);
}

/// The weight that a stage's filter has for a channel read and a channel made.
float weight_of(const Schedule& schedule, const Filter& filter, const Step& step) {
  const Tap& tap = step.tap;
  const Value& v = step.value;
  if (schedule.stage(v.stage).operation == Operation::depthwise)
    return filter.at(tap.ky, tap.kx, step.source, channel_origin(v.channel, filter.shape.out).r);
  return filter.at(tap.ky, tap.kx, step.source % filter.shape.in, v.channel);
}

/// A walk in progress: the sums, and what the complete ones came to.
class Walking {
 public:
  Walking(const Schedule& schedule, const Tensor& x, const Folds& folds)
      : schedule_(schedule), operands_{&x, &folds, {}} {
    for (int stage = 0; stage < schedule.stages(); ++stage) {
      sums_.emplace_back(schedule.shape(stage));
      results_.emplace_back(schedule.shape(stage));
    }
    for (const Tensor& result : results_) operands_.results.push_back(&result);
    // Values without a term are complete from the beginning.
    for (int stage = 0; stage < schedule.stages(); ++stage) finish_all(stage);
  }

  void take(const Step& step) {
    const Value& v = step.value;
    float& sum = sums_[static_cast<std::size_t>(v.stage)].at(v.b, v.oy, v.ox, v.channel);
    sum += factors(schedule_, operands_, step).product();
    if (step.term + 1 == step.terms) finish(v);
  }

  std::vector<Tensor> results() && { return std::move(results_); }

 private:
  void finish(const Value& v) {
    const Tensor& sums = sums_[static_cast<std::size_t>(v.stage)];
    Tensor& result = results_[static_cast<std::size_t>(v.stage)];
    if (is_linear(schedule_.stage(v.stage))) {
      result.at(v.b, v.oy, v.ox, v.channel) = sums.at(v.b, v.oy, v.ox, v.channel);
      return;
    }
    Tensor pixel({1, 1, 1, sums.shape.channels});
    std::copy_n(sums.pixel(v.b, v.oy, v.ox), sums.shape.channels, pixel.values.data());
    pixel = finished_pixel(schedule_, operands_, v, std::move(pixel));
    std::copy_n(pixel.values.data(), sums.shape.channels, result.pixel(v.b, v.oy, v.ox));
  }

  void finish_all(int stage) {
    if (is_linear(schedule_.stage(stage))) return;
    const Shape& shape = schedule_.shape(stage);
    for (int b = 0; b < shape.batch; ++b)
      for (int oy = 0; oy < shape.height; ++oy)
        for (int ox = 0; ox < shape.width; ++ox) finish({stage, b, oy, ox, 0});
  }

  const Schedule& schedule_;
  Operands operands_;
  std::vector<Tensor> sums_;
  std::vector<Tensor> results_;
};

Fold fold(const Filter& filter) { return {filter, {}, {}, {}}; }

}  // namespace

Factors factors(const Schedule& schedule, const Operands& operands, const Step& step) {
  const Value& v = step.value;
  const Value read{0, v.b, step.tap.iy, step.tap.ix, step.source};
  return {value_of(schedule, operands, schedule.stage(v.stage).reads, read),
          weight_of(schedule, fold_of(operands, v.stage).filter, step)};
}

float running_sum(const Schedule& schedule, const Operands& operands, const Value& value,
                  std::int64_t terms) {
  float sum = 0;
  for (std::int64_t term = 0; term < terms; ++term)
    sum += factors(schedule, operands, schedule.step_of(value, term)).product();
  return sum;
}

Partial partial(const Schedule& schedule, const Operands& operands, std::int64_t n) {
  if (n <= 0) {
    const Step first = schedule.at(0);
    return {first.value, 0, first.terms, 0};
  }
  const Step last = schedule.at(n - 1);
  return {last.value, last.term + 1, last.terms,
          running_sum(schedule, operands, last.value, last.term + 1)};
}

std::vector<float> plane_at(const Schedule& schedule, const Operands& operands,
                            const Tensor& finished, const Value& plane, std::int64_t n) {
  const Shape& size = schedule.shape(plane.stage);
  std::vector<float> values(static_cast<std::size_t>(size.height) * size.width);
  if (values.empty()) return values;
  const std::size_t complete = static_cast<std::size_t>(schedule.complete_pixels(plane, n));
  const float* from = &finished.values[finished.index(plane.b, 0, 0, plane.channel)];
  for (std::size_t i = 0; i < complete; ++i) values[i] = from[i * finished.shape.channels];
  if (complete == values.size()) return values;
  const int next = static_cast<int>(complete);
  const Value value{plane.stage, plane.b, next / size.width, next % size.width, plane.channel};
  values[complete] = running_sum(schedule, operands, value, n - schedule.first_step(value));
  return values;
}

std::vector<WindowCell> window_of(const Schedule& schedule, const Step& step) {
  const Layer& layer = schedule.stage(step.value.stage).layer;
  const Shape& in = schedule.shape_read(step.value.stage);
  std::vector<WindowCell> cells;
  WindowCell::State state = WindowCell::State::done;
  for_each_tap_with_padding(layer, in, step.value.oy, step.value.ox, [&](const Tap& tap) {
    const bool current = tap.ky == step.tap.ky && tap.kx == step.tap.kx;
    if (current) state = WindowCell::State::current;
    cells.push_back({tap, reads_input(tap, in) ? state : WindowCell::State::skipped});
    if (current) state = WindowCell::State::to_come;
  });
  return cells;
}

std::vector<Tensor> run_by_steps(const Chain& list, const Tensor& x, const Folds& folds,
                                 Order order, const StopFlag* stop) {
  const Schedule schedule(list, x.shape, order);
  Walking walking(schedule, x, folds);
  for (std::int64_t n = 0; n < schedule.count() && !stopped(stop); ++n)
    walking.take(schedule.at(n));
  return std::move(walking).results();
}

Separable separable_conv2d_by_steps(const Tensor& x, const Filters& filters, const Layer& layer,
                                    Order order, const StopFlag* stop) {
  Chain list = separable_chain(layer);
  list.stages.back().after.bias = !filters.bias.empty();
  list.stages.back().after.activation = filters.activation;
  std::vector<Tensor> results = run_by_steps(
      list, x, {fold(filters.depthwise), {filters.pointwise, filters.bias, {}, {}}}, order, stop);
  return {std::move(results[0]), std::move(results[1])};
}

Tensor depthwise_conv2d_by_steps(const Tensor& x, const Filter& d, const Layer& layer,
                                 const StopFlag* stop) {
  return run_by_steps(depthwise_chain(layer), x, {fold(d)}, Order::by_stage, stop)[0];
}

Tensor conv2d_by_steps(const Tensor& x, const Filter& w, const Layer& layer, Order order,
                       const StopFlag* stop) {
  return run_by_steps(standard_chain(layer), x, {fold(w)}, order, stop)[0];
}

}  // namespace chain
}  // namespace twofold::core
