#include "core/partial.h"

#include <cassert>

namespace twofold::core {
namespace {

bool stopped(const StopFlag* stop) { return stop && stop->load(std::memory_order_relaxed); }

float& at(Tensor& t, const Value& v) { return t.at(v.b, v.oy, v.ox, v.channel); }

/// Where the sums grow.
struct Outputs {
  Tensor* z = nullptr;
  Tensor* y = nullptr;
};

/// Adds the products of steps [0, end), in the order of the schedule.
void walk(const Schedule& schedule, std::int64_t end, const Operands& operands,
          const Outputs& outputs, const StopFlag* stop) {
  for (std::int64_t n = 0; n < end && !stopped(stop); ++n) {
    const Step step = schedule.at(n);
    const float product = factors(schedule, operands, step).product();
    Tensor& sums = step.value.pass == Pass::depthwise ? *outputs.z : *outputs.y;
    at(sums, step.value) += product;
  }
}

}  // namespace

Factors factors(const Schedule& schedule, const Operands& operands, const Step& step) {
  const Value& v = step.value;
  const Tap& tap = step.tap;
  switch (v.pass) {
    case Pass::depthwise: {
      assert(operands.x && operands.depthwise && "a depthwise step reads x and D");
      const Filter& d = *operands.depthwise;
      const ChannelOrigin from = channel_origin(v.channel, d.shape.out);
      return {operands.x->at(v.b, tap.iy, tap.ix, from.q), d.at(tap.ky, tap.kx, from.q, from.r)};
    }
    case Pass::pointwise: {
      assert(operands.pointwise && "a pointwise step reads z and P");
      const Value z{Pass::depthwise, v.b, v.oy, v.ox, step.source};
      return {operands.z ? operands.z->at(z.b, z.oy, z.ox, z.channel)
                         : running_sum(schedule, operands, z, schedule.terms(z)),
              operands.pointwise->at(0, 0, step.source, v.channel)};
    }
    case Pass::standard:
      assert(operands.x && operands.standard && "a standard step reads x and W");
      return {operands.x->at(v.b, tap.iy, tap.ix, step.source),
              operands.standard->at(tap.ky, tap.kx, step.source, v.channel)};
  }
  return {};
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
  const Extent size = schedule.size();
  std::vector<float> values(static_cast<std::size_t>(size.height) * size.width);
  if (values.empty()) return values;
  const std::size_t complete = static_cast<std::size_t>(schedule.complete_pixels(plane, n));
  const float* from = &finished.values[finished.index(plane.b, 0, 0, plane.channel)];
  for (std::size_t i = 0; i < complete; ++i) values[i] = from[i * finished.shape.channels];
  if (complete == values.size()) return values;
  const int next = static_cast<int>(complete);
  const Value value{plane.pass, plane.b, next / size.width, next % size.width, plane.channel};
  values[complete] = running_sum(schedule, operands, value, n - schedule.first_step(value));
  return values;
}

std::vector<WindowCell> window_of(const Layer& layer, const Shape& in, const Step& step) {
  assert(step.value.pass != Pass::pointwise && "a pointwise step has no window");
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

Separable separable_conv2d_by_steps(const Tensor& x, const Filters& filters, const Layer& layer,
                                    Order order, const StopFlag* stop) {
  const Schedule schedule(layer, x.shape, Method::separable, order);
  Separable result{Tensor(depthwise_output_shape(layer, x.shape)),
                   Tensor(output_shape(layer, x.shape))};
  const Operands operands{
      .x = &x, .depthwise = &filters.depthwise, .pointwise = &filters.pointwise, .z = &result.z};
  walk(schedule, schedule.count(), operands, {&result.z, &result.y}, stop);
  finish(result.y, filters.bias, filters.activation);
  return result;
}

Tensor depthwise_conv2d_by_steps(const Tensor& x, const Filter& d, const Layer& layer,
                                 const StopFlag* stop) {
  const Schedule schedule(layer, x.shape, Method::separable, Order::by_stage);
  Tensor z(depthwise_output_shape(layer, x.shape));
  const Operands operands{.x = &x, .depthwise = &d};
  walk(schedule, schedule.first_step({Pass::pointwise, 0, 0, 0, 0}), operands, {&z, nullptr}, stop);
  return z;
}

Tensor conv2d_by_steps(const Tensor& x, const Filter& w, const Layer& layer, Order order,
                       const StopFlag* stop) {
  const Schedule schedule(layer, x.shape, Method::standard, order);
  Tensor y(output_shape(layer, x.shape));
  const Operands operands{.x = &x, .standard = &w};
  walk(schedule, schedule.count(), operands, {nullptr, &y}, stop);
  return y;
}

}  // namespace twofold::core
