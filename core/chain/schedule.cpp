#include "core/chain/schedule.h"

#include <algorithm>
#include <cassert>

namespace twofold::core {
inline namespace chain {
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

std::int64_t difference(const std::vector<std::int64_t>& before, int index) {
  return before[static_cast<std::size_t>(index) + 1] - before[static_cast<std::size_t>(index)];
}

}  // namespace

Schedule::Schedule(const Chain& list, const Shape& in, Order order) : list_(list), order_(order) {
  assert(!list.stages.empty() && "a schedule has something to do");
  const std::vector<Shape> shapes = result_shapes(list, in);
  for (int i = 0; i < std::ssize(list.stages); ++i) {
    const Stage& stage = this->stage(i);
    const Layer& layer = stage.layer;
    StagePlan plan{shapes[static_cast<std::size_t>(stage.reads)],
                   shapes[static_cast<std::size_t>(i) + 1],
                   {},
                   {}};
    const Pads around = pads(layer, plan.in);
    plan.rows = taps_before(plan.out.height, layer.kernel.height, layer.strides.height,
                            layer.dilations.height, around.top, plan.in.height);
    plan.columns = taps_before(plan.out.width, layer.kernel.width, layer.strides.width,
                               layer.dilations.width, around.left, plan.in.width);
    const int groups = groups_of(stage, plan.in.channels);
    plan.per_tap = plan.in.channels / groups;
    plan.group_outputs = plan.out.channels / groups;
    plans_.push_back(std::move(plan));
    if (!joins(i)) passes_.push_back({i, i, 0});
    plans_.back().pass = static_cast<int>(passes_.size()) - 1;
    passes_.back().last = i + 1;
  }
  for (Pass& pass : passes_) {
    pass.start = count_;
    count_ += in.batch * steps_of_plane(pass, steps_of(pass));
  }
}

/// Whether the stage needs no more of the one before it than the pixel that it makes.
bool Schedule::joins(int stage) const {
  if (order_ == Order::by_stage || stage == 0) return false;
  const Layer& layer = this->stage(stage).layer;
  return this->stage(stage).reads == stage && layer.kernel == Extent{1, 1} &&
         layer.strides == Extent{1, 1} && pads(layer, plan(stage).in) == Pads{};
}

std::int64_t Schedule::terms(const Value& value) const {
  const StagePlan& p = plan(value.stage);
  return p.per_tap * difference(p.rows, value.oy) * difference(p.columns, value.ox);
}

/// Some channels of a stage at one pixel. Stages behind the first of a pass have one tap.
Schedule::PixelSteps Schedule::steps_of_channels(int stage, std::int64_t channels) const {
  const std::int64_t steps = channels * plan(stage).per_tap;
  return stage == pass_of(stage).first ? PixelSteps{steps, 0} : PixelSteps{0, steps};
}

/// All values of a pass at one pixel; of one channel where the pass is a stage of its own.
Schedule::PixelSteps Schedule::steps_of(const Pass& pass) const {
  PixelSteps all;
  for (int stage = pass.first; stage < pass.last; ++stage) {
    const PixelSteps own = steps_of_channels(stage, channels(stage));
    all = {all.per_tap + own.per_tap, all.fixed + own.fixed};
  }
  return all;
}

std::int64_t Schedule::steps_before(const Pass& pass, const PixelSteps& steps, int oy,
                                    int ox) const {
  const StagePlan& lead = plan(pass.first);
  const std::int64_t above = lead.rows[static_cast<std::size_t>(oy)] * lead.columns.back();
  // Below the last row there is no pixel, and ox is 0.
  const std::int64_t beside =
      ox == 0 ? 0 : difference(lead.rows, oy) * lead.columns[static_cast<std::size_t>(ox)];
  const std::int64_t pixels = static_cast<std::int64_t>(oy) * lead.out.width + ox;
  return steps.per_tap * (above + beside) + steps.fixed * pixels;
}

std::int64_t Schedule::steps_of_plane(const Pass& pass, const PixelSteps& steps) const {
  return steps_before(pass, steps, plan(pass.first).out.height, 0);
}

/// The pixel that step `offset` of a plane belongs to; pixels without steps are passed over.
Schedule::Pixel Schedule::locate(const Pass& pass, const PixelSteps& steps,
                                 std::int64_t offset) const {
  const Shape& out = plan(pass.first).out;
  const int oy =
      last_not_beyond(out.height, offset, [&](int y) { return steps_before(pass, steps, y, 0); });
  const int ox =
      last_not_beyond(out.width, offset, [&](int x) { return steps_before(pass, steps, oy, x); });
  return {oy, ox, offset - steps_before(pass, steps, oy, ox)};
}

std::int64_t Schedule::steps_of_stage_at(int stage, int oy, int ox) const {
  return channels(stage) * terms({stage, 0, oy, ox, 0});
}

std::int64_t Schedule::steps_before_stage_at(int stage, int oy, int ox) const {
  std::int64_t before = 0;
  for (int earlier = pass_of(stage).first; earlier < stage; ++earlier)
    before += steps_of_stage_at(earlier, oy, ox);
  return before;
}

std::int64_t Schedule::first_step_of_stage(int stage) const { return pass_of(stage).start; }

std::int64_t Schedule::first_step(const Value& value) const {
  assert(value.stage >= 0 && value.stage < stages() && "the value must be one that a stage makes");
  if (order_ == Order::by_stage) return span_by_stage(value, Unit::pixel).first;
  return span_by_pixel(value, Unit::channel).first;
}

/// The pass of step n; passes without steps are passed over.
const Schedule::Pass& Schedule::pass_at(std::int64_t n) const {
  const auto after = std::find_if(passes_.begin(), passes_.end(),
                                  [&](const Pass& pass) { return pass.start > n; });
  return *std::prev(after);
}

Value Schedule::value_by_stage(std::int64_t n) const {
  const Pass& pass = pass_at(n);
  const int stage = pass.first;
  const PixelSteps steps = steps_of_channels(stage, 1);
  const std::int64_t offset = n - pass.start;
  const std::int64_t plane = offset / steps_of_plane(pass, steps);
  const Pixel pixel = locate(pass, steps, offset % steps_of_plane(pass, steps));
  return {stage, static_cast<int>(plane / channels(stage)), pixel.oy, pixel.ox,
          static_cast<int>(plane % channels(stage))};
}

Value Schedule::value_by_pixel(std::int64_t n) const {
  const Pass& pass = pass_at(n);
  const PixelSteps steps = steps_of(pass);
  const std::int64_t picture = steps_of_plane(pass, steps);
  const std::int64_t offset = n - pass.start;
  const Pixel pixel = locate(pass, steps, offset % picture);
  Value value{pass.first, static_cast<int>(offset / picture), pixel.oy, pixel.ox, 0};
  std::int64_t rest = pixel.rest;
  while (rest >= steps_of_stage_at(value.stage, pixel.oy, pixel.ox)) {
    rest -= steps_of_stage_at(value.stage, pixel.oy, pixel.ox);
    ++value.stage;
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
  const StagePlan& p = plan(value.stage);
  Step step{value, term, terms(value), 0, {}};
  assert(term >= 0 && term < step.terms && "a term's number is below terms(value)");
  const int group = value.channel / p.group_outputs;
  step.source = group * p.per_tap + static_cast<int>(term % p.per_tap);
  step.tap = tap_inside(stage(value.stage).layer, p.in, value.oy, value.ox,
                        static_cast<int>(term / p.per_tap));
  return step;
}

std::int64_t Schedule::complete_pixels(Value plane, std::int64_t n) const {
  const Shape& out = shape(plane.stage);
  std::int64_t low = 0;
  std::int64_t high = static_cast<std::int64_t>(out.height) * out.width;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    plane.oy = static_cast<int>(middle / out.width);
    plane.ox = static_cast<int>(middle % out.width);
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
  const Pass& pass = pass_of(v.stage);
  const PixelSteps steps = steps_of_channels(v.stage, 1);
  const std::int64_t plane = steps_of_plane(pass, steps);
  const std::int64_t all_planes = plane * channels(v.stage);
  if (unit == Unit::stage) return {pass.start, pass.start + shape(v.stage).batch * all_planes};
  const std::int64_t start = pass.start + v.b * all_planes + v.channel * plane;
  if (unit == Unit::channel) return {start, start + plane};
  if (unit == Unit::row) {
    return {start + steps_before(pass, steps, v.oy, 0),
            start + steps_before(pass, steps, v.oy + 1, 0)};
  }
  const std::int64_t pixel = start + steps_before(pass, steps, v.oy, v.ox);
  return {pixel, pixel + terms(v)};
}

Schedule::Span Schedule::span_by_pixel(const Value& v, Unit unit) const {
  const Pass& pass = pass_of(v.stage);
  const PixelSteps steps = steps_of(pass);
  const std::int64_t picture = pass.start + v.b * steps_of_plane(pass, steps);
  if (unit == Unit::row) {
    return {picture + steps_before(pass, steps, v.oy, 0),
            picture + steps_before(pass, steps, v.oy + 1, 0)};
  }
  const std::int64_t pixel = picture + steps_before(pass, steps, v.oy, v.ox);
  if (unit == Unit::pixel)
    return {pixel, pixel + steps_before_stage_at(pass.last - 1, v.oy, v.ox) +
                       steps_of_stage_at(pass.last - 1, v.oy, v.ox)};
  const std::int64_t stage = pixel + steps_before_stage_at(v.stage, v.oy, v.ox);
  if (unit == Unit::stage) return {stage, stage + steps_of_stage_at(v.stage, v.oy, v.ox)};
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

}  // namespace chain
}  // namespace twofold::core
