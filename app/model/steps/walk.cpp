#include "app/model/steps/walk.h"

#include <algorithm>

#include "core/chain/collapse.h"

namespace twofold::model::inline steps {
namespace {

using core::Order;
using core::Schedule;
using core::Value;

Order order_of(const Playback& p, int only) {
  if (p.races || p.loops) return Order::by_pixel;
  return only == kEveryStage ? p.order : Order::by_stage;
}

/// The one stage that is walked, if it is one.
int only_stage(const Playback& p, const WalkedLayer& on) {
  if (on.operation == OperationView::regular || p.races) return kEveryStage;
  if (on.operation == OperationView::depthwise) return core::window_stage(on.list);
  return p.stage < static_cast<int>(on.list.stages.size()) ? p.stage : kEveryStage;
}

/// The steps of the pinned pixel, in the stages that are played; those before the window make other
/// pixels as well and are left out.
void narrow_to_pixel(Walk& w, const WalkedLayer& on, int only) {
  const int window = w.is_standard ? 0 : core::window_stage(on.list);
  const int from = only == kEveryStage ? window : only;
  const int to = only == kEveryStage ? last_stage(w.schedule) : only;
  w.first = w.schedule.first_step(pinned(on, from, 0));
  w.last = end_of(w.schedule, pinned(on, to, w.schedule.channels(to) - 1));
}

/// Multiply-adds after `done` steps at a pace; all of them at the walk's end.
std::int64_t at_pace(const Schedule& schedule, double pace, std::int64_t done, std::int64_t last) {
  if (done >= last) return schedule.count();
  const auto paced = static_cast<std::int64_t>(pace * static_cast<double>(done));
  return std::min(paced, schedule.count());
}

/// Both sides of a race, the slower one as the clock.
void let_race(Walk& w, const Playback& p, const WalkedLayer& on) {
  w.rival.emplace(on.standard, on.in, Order::by_pixel);
  w.last = std::max(w.last, w.rival->count());
  // Times are those of the layer itself: a block races by multiply-adds.
  if (!p.by_clock || !core::is_separable(on.list)) return;
  w.times = on.times;
  w.waits = !on.times;
  if (w.waits) return;
  const double speed = static_cast<double>(w.schedule.count()) / on.times->separable;
  const double rival_speed = static_cast<double>(w.rival->count()) / on.times->standard;
  const bool rival_is_last = on.times->standard >= on.times->separable;
  w.last = rival_is_last ? w.rival->count() : w.schedule.count();
  (rival_is_last ? w.pace : w.rival_pace) =
      rival_is_last ? speed / rival_speed : rival_speed / speed;
}

}  // namespace

std::int64_t end_of(const Schedule& schedule, const Value& value) {
  return schedule.first_step(value) + schedule.terms(value);
}

Value pinned(const WalkedLayer& on, int stage, int channel) {
  const Place pin = clamped(on.pin, on.list, on.in);
  const OutputPixel pixel = output_pixel(pin, on.list, on.in);
  if (stage >= core::window_stage(on.list)) return {stage, on.b, pixel.row, pixel.column, channel};
  const bool is_own = has_input_pixels(on.list, pin.result);
  const Place under =
      is_own ? pin : input_under(window_layer(on.list), on.in, pixel.row, pixel.column);
  return {stage, on.b, under.row, under.column, channel};
}

std::int64_t Walk::schedule_done(std::int64_t done) const {
  return at_pace(schedule, pace, done, rival ? last : schedule.count());
}

std::int64_t Walk::rival_done(std::int64_t done) const {
  return rival ? at_pace(*rival, rival_pace, done, last) : 0;
}

const core::Schedule& Walk::clock() const {
  if (!rival) return schedule;
  if (times) return times->standard >= times->separable ? *rival : schedule;
  return rival->count() > schedule.count() ? *rival : schedule;
}

WalkKey walk_key(const Playback& p, const WalkedLayer& on) {
  WalkKey key{on, p.order, p.stage, p.races, p.by_clock, p.loops};
  if (!p.races || !p.by_clock) key.on.times.reset();
  if (p.loops) return key;
  key.on.pin = {};
  key.on.b = 0;
  return key;
}

Walk walk(const Playback& p, const WalkedLayer& on) {
  const int only = only_stage(p, on);
  const bool is_standard = on.operation == OperationView::regular && !p.races;
  Walk w{Schedule(is_standard ? on.standard : on.list, on.in, order_of(p, only)),
         std::nullopt,
         0,
         0,
         1,
         1,
         std::nullopt,
         false};
  w.is_standard = is_standard;
  w.output = static_cast<int>(on.list.stages.size());
  w.last = w.schedule.count();
  if (w.last == 0) return w;
  if (p.races) {
    let_race(w, p, on);
  } else if (p.loops) {
    narrow_to_pixel(w, on, only);
  } else if (only != kEveryStage) {
    w.first = w.schedule.first_step_of_stage(only);
    if (only < last_stage(w.schedule)) w.last = w.schedule.first_step_of_stage(only + 1);
  }
  return w;
}

}  // namespace twofold::model::inline steps
