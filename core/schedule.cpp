#include "core/schedule.h"

#include <cassert>

namespace twofold::core {
namespace {

std::vector<std::int64_t> taps_before(int out, int kernel, int stride, int dilation, int pad,
                                      int in) {
  std::vector<std::int64_t> before(static_cast<std::size_t>(out) + 1);
  for (int o = 0; o < out; ++o) {
    before[static_cast<std::size_t>(o) + 1] =
        before[static_cast<std::size_t>(o)] +
        taps_inside(o, kernel, stride, dilation, pad, in).count;
  }
  return before;
}

/// The last index i of [0, count) with before(i) <= offset, where before(0) is 0 and never falls.
template <class Before>
int last_not_beyond(int count, std::int64_t offset, Before&& before) {
  int low = 0;
  int high = count;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (before(middle) <= offset ? low : high) = middle;
  }
  return low;
}

}  // namespace

Schedule::Schedule(const Layer& layer, const Shape& in, Method method, Order order)
    : layer_(layer), in_(in), method_(method), order_(order) {
  const Extent out = output_size(layer, in);
  const Pads around = pads(layer, in);
  rows_ = taps_before(out.height, layer.kernel.height, layer.strides.height, layer.dilations.height,
                      around.top, in.height);
  columns_ = taps_before(out.width, layer.kernel.width, layer.strides.width, layer.dilations.width,
                         around.left, in.width);
  count_ = in.batch * steps_of_plane(steps_of_all_values());
}

int Schedule::channels(Pass pass) const {
  return pass == Pass::depthwise ? intermediate_channels(layer_, in_) : layer_.out_channels;
}

std::int64_t Schedule::taps_at(int oy, int ox) const {
  return (rows_[static_cast<std::size_t>(oy) + 1] - rows_[static_cast<std::size_t>(oy)]) *
         (columns_[static_cast<std::size_t>(ox) + 1] - columns_[static_cast<std::size_t>(ox)]);
}

Schedule::PixelSteps Schedule::steps_of_value(Pass pass) const {
  switch (pass) {
    case Pass::depthwise: return {1, 0};
    case Pass::pointwise: return {0, intermediate_channels(layer_, in_)};
    case Pass::standard: return {in_.channels, 0};
  }
  return {};
}

/// All values of both folds (or of the standard convolution) at one pixel.
Schedule::PixelSteps Schedule::steps_of_all_values() const {
  const std::int64_t t = intermediate_channels(layer_, in_);
  const std::int64_t k = layer_.out_channels;
  return method_ == Method::separable ? PixelSteps{t, t * k} : PixelSteps{in_.channels * k, 0};
}

std::int64_t Schedule::steps_before(const PixelSteps& steps, int oy, int ox) const {
  const std::int64_t above = rows_[static_cast<std::size_t>(oy)] * columns_.back();
  // Below the last row there is no pixel, and ox is 0.
  const std::int64_t beside =
      ox == 0 ? 0
              : (rows_[static_cast<std::size_t>(oy) + 1] - rows_[static_cast<std::size_t>(oy)]) *
                    columns_[static_cast<std::size_t>(ox)];
  const std::int64_t pixels = static_cast<std::int64_t>(oy) * length(columns_) + ox;
  return steps.per_tap * (above + beside) + steps.fixed * pixels;
}

std::int64_t Schedule::steps_of_plane(const PixelSteps& steps) const {
  return steps_before(steps, length(rows_), 0);
}

/// The pixel that step `offset` of a plane belongs to; pixels without steps are passed over.
Schedule::Pixel Schedule::locate(const PixelSteps& steps, std::int64_t offset) const {
  const int oy =
      last_not_beyond(length(rows_), offset, [&](int y) { return steps_before(steps, y, 0); });
  const int ox =
      last_not_beyond(length(columns_), offset, [&](int x) { return steps_before(steps, oy, x); });
  return {oy, ox, offset - steps_before(steps, oy, ox)};
}

std::int64_t Schedule::first_step_of_pass(Pass pass) const {
  if (pass != Pass::pointwise) return 0;
  return in_.batch * channels(Pass::depthwise) * steps_of_plane(steps_of_value(Pass::depthwise));
}

std::int64_t Schedule::terms(const Value& value) const {
  const PixelSteps steps = steps_of_value(value.pass);
  return steps.per_tap * taps_at(value.oy, value.ox) + steps.fixed;
}

std::int64_t Schedule::first_step(const Value& value) const {
  assert((value.pass == Pass::standard) == (method_ == Method::standard) &&
         "the value must be one that this method makes");
  if (order_ == Order::by_stage) return span_by_stage(value, Unit::pixel).first;
  return span_by_pixel(value, Unit::channel).first;
}

Value Schedule::value_by_stage(std::int64_t n) const {
  const std::int64_t mix = first_step_of_pass(Pass::pointwise);
  const Pass pass = method_ == Method::standard ? Pass::standard
                    : n < mix                   ? Pass::depthwise
                                                : Pass::pointwise;
  const PixelSteps steps = steps_of_value(pass);
  const std::int64_t offset = n - first_step_of_pass(pass);
  const std::int64_t plane = offset / steps_of_plane(steps);
  const Pixel pixel = locate(steps, offset % steps_of_plane(steps));
  return {pass, static_cast<int>(plane / channels(pass)), pixel.oy, pixel.ox,
          static_cast<int>(plane % channels(pass))};
}

Value Schedule::value_by_pixel(std::int64_t n) const {
  const PixelSteps steps = steps_of_all_values();
  const std::int64_t picture = steps_of_plane(steps);
  const Pixel pixel = locate(steps, n % picture);
  Value value{Pass::standard, static_cast<int>(n / picture), pixel.oy, pixel.ox, 0};
  std::int64_t rest = pixel.rest;
  if (method_ == Method::separable) {
    const std::int64_t first_fold = channels(Pass::depthwise) * taps_at(pixel.oy, pixel.ox);
    value.pass = rest < first_fold ? Pass::depthwise : Pass::pointwise;
    if (value.pass == Pass::pointwise) rest -= first_fold;
  }
  value.channel = static_cast<int>(rest / terms(value));
  return value;
}

Step Schedule::at(std::int64_t n) const {
  assert(n >= 0 && n < count_ && "a step's number is below count()");
  const Value value = order_ == Order::by_stage ? value_by_stage(n) : value_by_pixel(n);
  return step_of(value, n - first_step(value));
}

Step Schedule::step_of(const Value& value, std::int64_t term) const {
  Step step{value, term, terms(value), 0, {0, 0, value.oy, value.ox}};
  assert(term >= 0 && term < step.terms && "a term's number is below terms(value)");
  if (value.pass == Pass::pointwise) {
    step.source = static_cast<int>(term);
    return step;
  }
  const bool depthwise = value.pass == Pass::depthwise;
  step.source = depthwise ? channel_origin(value.channel, layer_.channel_multiplier).q
                          : static_cast<int>(term % in_.channels);
  step.tap = tap_inside(layer_, in_, value.oy, value.ox,
                        static_cast<int>(depthwise ? term : term / in_.channels));
  return step;
}

std::int64_t Schedule::complete_pixels(Value plane, std::int64_t n) const {
  const int width = length(columns_);
  std::int64_t low = 0;
  std::int64_t high = static_cast<std::int64_t>(length(rows_)) * width;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    plane.oy = static_cast<int>(middle / width);
    plane.ox = static_cast<int>(middle % width);
    if (complete(plane, n)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::array<Unit, 5> Schedule::units() const {
  if (order_ == Order::by_stage)
    return {Unit::tap, Unit::pixel, Unit::row, Unit::channel, Unit::stage};
  return {Unit::tap, Unit::channel, Unit::stage, Unit::pixel, Unit::row};
}

Schedule::Span Schedule::span_by_stage(const Value& v, Unit unit) const {
  const PixelSteps steps = steps_of_value(v.pass);
  const std::int64_t plane = steps_of_plane(steps);
  const std::int64_t pass = first_step_of_pass(v.pass);
  const std::int64_t all_planes = plane * channels(v.pass);
  if (unit == Unit::stage) return {pass, pass + in_.batch * all_planes};
  const std::int64_t start = pass + v.b * all_planes + v.channel * plane;
  if (unit == Unit::channel) return {start, start + plane};
  if (unit == Unit::row)
    return {start + steps_before(steps, v.oy, 0), start + steps_before(steps, v.oy + 1, 0)};
  const std::int64_t pixel = start + steps_before(steps, v.oy, v.ox);
  return {pixel, pixel + terms(v)};
}

Schedule::Span Schedule::span_by_pixel(const Value& v, Unit unit) const {
  const PixelSteps steps = steps_of_all_values();
  const std::int64_t picture = v.b * steps_of_plane(steps);
  if (unit == Unit::row)
    return {picture + steps_before(steps, v.oy, 0), picture + steps_before(steps, v.oy + 1, 0)};
  const std::int64_t pixel = picture + steps_before(steps, v.oy, v.ox);
  const std::int64_t all = steps.per_tap * taps_at(v.oy, v.ox) + steps.fixed;
  if (unit == Unit::pixel) return {pixel, pixel + all};
  const std::int64_t first_fold =
      v.pass == Pass::pointwise ? channels(Pass::depthwise) * taps_at(v.oy, v.ox) : 0;
  const std::int64_t stage = pixel + first_fold;
  if (unit == Unit::stage) return {stage, stage + channels(v.pass) * terms(v)};
  return {stage + v.channel * terms(v), stage + (v.channel + 1) * terms(v)};
}

Schedule::Span Schedule::span(std::int64_t n, Unit unit) const {
  if (unit == Unit::tap) return {n, n + 1};
  const Value value = at(n).value;
  return order_ == Order::by_stage ? span_by_stage(value, unit) : span_by_pixel(value, unit);
}

std::int64_t Schedule::next(std::int64_t n, Unit unit) const {
  return n >= count_ ? count_ : span(std::max<std::int64_t>(n, 0), unit).last;
}

std::int64_t Schedule::previous(std::int64_t n, Unit unit) const {
  return n <= 0 ? 0 : span(std::min(n, count_) - 1, unit).first;
}

}  // namespace twofold::core
