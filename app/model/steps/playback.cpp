#include "app/model/steps/playback.h"

#include <algorithm>
#include <cmath>

#include "app/model/steps/slow_start.h"

namespace twofold::model::inline steps {
namespace {

using core::Order;
using core::Schedule;
using core::Value;

constexpr double kShortestWhole = 10;  ///< seconds for the whole schedule at full speed
constexpr double kLongestFrame = 0.1;  ///< seconds that one advance can stand for

Order order_of(const Playback& p, Part part) {
  if (p.races || p.loops) return Order::by_pixel;
  return part == Part::both ? p.order : Order::by_stage;
}

Part part_of(const Playback& p, OperationView operation) {
  if (operation == OperationView::regular || p.races) return Part::both;
  return operation == OperationView::depthwise ? Part::depthwise : p.part;
}

std::int64_t end_of(const Schedule& schedule, const Value& value) {
  return schedule.first_step(value) + schedule.terms(value);
}

/// The output pixel of the pin.
Value pinned(const WalkedLayer& on, int stage, int channel) {
  const OutputPixel pixel = output_pixel(clamped(on.pin, on.layer, on.in), on.layer, on.in);
  return {stage, on.b, pixel.row, pixel.column, channel};
}

/// Playing has begun anew at the step where it stands.
Playback begun_here(Playback p) {
  p.slow_from = p.done;
  p.slow_seconds = 0;
  return p;
}

/// The stage that makes the result.
int last_stage(const Schedule& schedule) { return schedule.stages() - 1; }

/// Whether the walk is one through a single sum over all channels.
bool is_standard(const Schedule& schedule) {
  return schedule.stage(0).operation == core::Operation::standard;
}

/// The steps of the pinned pixel, in the folds that are played.
void narrow_to_pixel(Walk& w, const WalkedLayer& on, Part part) {
  const int from = part == Part::pointwise ? last_stage(w.schedule) : 0;
  const int to = part == Part::depthwise ? 0 : last_stage(w.schedule);
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
  w.rival.emplace(core::standard_chain(on.layer), on.in, Order::by_pixel);
  w.last = std::max(w.last, w.rival->count());
  if (!p.by_clock) return;
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

/// Whether the schedule makes this value of another one in the same way.
bool holds(const Schedule& schedule, const Value& v, const Schedule& other) {
  if (v.stage >= schedule.stages()) return false;
  if (schedule.stage(v.stage).operation != other.stage(v.stage).operation) return false;
  const core::Shape& shape = schedule.shape(v.stage);
  return v.channel < shape.channels && v.oy < shape.height && v.ox < shape.width;
}

}  // namespace

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
  WalkKey key{on.layer, on.in,      on.operation, p.order,      p.part,
              p.races,  p.by_clock, std::nullopt, std::nullopt, 0};
  if (p.races && p.by_clock) key.times = on.times;
  if (p.loops) {
    key.looped_pin = on.pin;
    key.looped_b = on.b;
  }
  return key;
}

Walk walk(const Playback& p, const WalkedLayer& on) {
  const Part part = part_of(p, on.operation);
  const core::Chain list = on.operation == OperationView::regular && !p.races
                               ? core::standard_chain(on.layer)
                               : core::separable_chain(on.layer);
  Walk w{Schedule(list, on.in, order_of(p, part)), std::nullopt, 0, 0, 1, 1, std::nullopt, false};
  w.last = w.schedule.count();
  if (w.last == 0) return w;
  if (p.races) {
    let_race(w, p, on);
  } else if (p.loops) {
    narrow_to_pixel(w, on, part);
  } else if (part != Part::both) {
    const std::int64_t seam = w.schedule.first_step_of_stage(last_stage(w.schedule));
    (part == Part::depthwise ? w.last : w.first) = seam;
  }
  return w;
}

std::optional<Position> position(const Playback& p, const Walk& w) {
  const std::int64_t count = w.schedule.count();
  if (count == 0) return std::nullopt;
  // At the start of a fold or of a loop, what comes next is shown, not what was done before.
  if (p.done <= w.first) return Position{w.schedule.at(std::min(w.first, count - 1)), 0};
  const core::Step step = w.schedule.at(std::min(p.done, count) - 1);
  return Position{step, step.term + 1};
}

double steps_a_second(const Playback& p, const Walk& w) {
  const std::int64_t count = w.rival ? w.last : w.schedule.count();
  const double most = std::max(static_cast<double>(count) / kShortestWhole, 1.0);
  return std::pow(most, std::clamp(static_cast<double>(p.speed), 0.0, 1.0));
}

bool begins_slowly(const Playback& p) { return p.begins_slowly && !p.races && !p.loops; }

Playback begun_slowly(Playback p) {
  p.begins_slowly = true;
  return begun_here(p);
}

namespace {

/// On by whole multiply-adds; what is left of one is carried.
void move_on(Playback& p, const Walk& w, double seconds) {
  const std::int64_t from = std::clamp(p.done, w.first, w.last);
  if (begins_slowly(p)) {
    p.slow_seconds += seconds;
    const auto left = static_cast<double>(w.last - p.slow_from);
    const double done = done_after_slow_start(p.slow_seconds, left);
    p.done = std::max(from, p.slow_from + static_cast<std::int64_t>(done));
    return;
  }
  const double moved = p.carry + steps_a_second(p, w) * seconds;
  const double whole = std::floor(moved);
  p.carry = moved - whole;
  p.done = from + static_cast<std::int64_t>(whole);
}

}  // namespace

Playback advance(Playback p, const Walk& w, double seconds) {
  if (!p.playing || w.waits) return p;
  p.hidden.value = false;
  move_on(p, w, std::clamp(seconds, 0.0, kLongestFrame));
  if (p.done <= w.last) return p;
  if (p.loops && !p.races) {
    p.done = w.first + (p.done - w.first) % (w.length() + 1);
  } else {
    p.done = w.last;
    p.playing = false;
    p.carry = 0;
  }
  return p;
}

Playback moved_to(Playback p, const Walk& w, std::int64_t done) {
  p.active = true;
  p.hidden.value = false;
  p.shown = 0;
  p.carry = 0;
  p.done = std::clamp(done, w.first, w.last);
  return p;
}

Playback stepped(Playback p, const Walk& w, core::Unit unit, int direction) {
  p.playing = false;
  const std::int64_t before = p.active ? p.done : w.first;
  const core::Schedule& s = w.clock();
  p = moved_to(p, w, direction > 0 ? s.next(before, unit) : s.previous(before, unit));
  p.hidden.value = p.predicts && p.asked.value && direction > 0 && p.done > before;
  p.shown = p.hidden.value ? before : 0;
  return p;
}

Playback moved_to_pin(Playback p, const Walk& w, const WalkedLayer& on) {
  const bool is_z = on.pin.stage == Stage::depthwise || on.pin.stage == Stage::pointwise;
  const int stage = is_z ? 0 : last_stage(w.schedule);
  const int channel = on.pin.stage == Stage::input ? 0 : on.pin.channel;
  const Value value = pinned(on, stage, std::min(channel, w.schedule.channels(stage) - 1));
  return moved_to(p, w, end_of(w.schedule, value));
}

namespace {

/// The first step of the pinned pixel, in the first stage that is walked.
std::int64_t first_of_pin(const Walk& w, const WalkedLayer& on) {
  for (int stage = 0; stage < last_stage(w.schedule); ++stage) {
    const std::int64_t first = w.schedule.first_step(pinned(on, stage, 0));
    if (first >= w.first) return first;
  }
  return w.schedule.first_step(pinned(on, last_stage(w.schedule), 0));
}

}  // namespace

Playback played_or_paused(Playback p, const Walk& w, const WalkedLayer& on) {
  if (p.playing) {
    p.playing = false;
    return p;
  }
  const bool anew = !p.active || p.done >= w.last;
  const bool at_pin = anew && begins_slowly(p) && w.length() > 0;
  p = moved_to(p, w, at_pin ? first_of_pin(w, on) : anew ? w.first : p.done);
  p.playing = w.length() > 0;
  return begun_here(p);
}

Playback played_from_pin(Playback p, const Walk& w, const WalkedLayer& on) {
  if (w.length() == 0) return p;
  p = begun_slowly(moved_to(p, w, first_of_pin(w, on)));
  p.playing = true;
  return p;
}

Playback taken_along(Playback p, const Walk& w, const WalkedLayer& on) {
  return p.playing && begins_slowly(p) ? played_from_pin(p, w, on) : moved_to_pin(p, w, on);
}

Playback carried_over(Playback p, const Walk& before, const Walk& after) {
  if (!p.active) return p;
  if (before.rival || after.rival) {
    p.done = std::clamp(p.done, after.first, after.last);
    return p;
  }
  const std::optional<Position> at = position(p, before);
  std::int64_t done = after.first;
  if (at && holds(after.schedule, at->step.value, before.schedule)) {
    const std::int64_t terms = after.schedule.terms(at->step.value);
    done = after.schedule.first_step(at->step.value) + std::min(at->terms_done, terms);
  }
  p.done = std::clamp(done, after.first, after.last);
  return begun_here(p);
}

core::Unit larger_unit(const Walk& w, core::Unit unit) {
  const auto units = w.schedule.units();
  const auto at = std::find(units.begin(), units.end(), unit);
  return at + 1 < units.end() ? at[1] : units.back();
}

std::optional<std::int64_t> complete_pixels(const Walk& w, std::int64_t done,
                                            const paint::PictureKey& picture, int b) {
  using paint::PictureKind;
  const bool standard = is_standard(w.schedule);
  const int output = last_stage(w.schedule);
  const std::int64_t own = w.schedule_done(done);
  const auto plane = [&](int stage, int channel) {
    return w.schedule.complete_pixels({stage, b, 0, 0, channel}, own);
  };
  const auto all_colours = [&](const Schedule& schedule, std::int64_t n) {
    // The last of the three is the last to be made.
    const int stage = last_stage(schedule);
    return schedule.complete_pixels({stage, b, 0, 0, std::min(schedule.channels(stage), 3) - 1}, n);
  };
  switch (picture.kind) {
    case PictureKind::depthwise:
      if (standard) return std::nullopt;
      return plane(0, picture.channel);
    case PictureKind::output: return plane(output, picture.channel);
    case PictureKind::output_rgb: return all_colours(w.schedule, own);
    case PictureKind::standard:
    case PictureKind::difference:
      if (!standard) return std::nullopt;
      return plane(output, picture.channel);
    case PictureKind::race_separable:
      // A picture of a race may outlive it by a frame, and meet a walk of another kind.
      if (standard) return std::nullopt;
      return all_colours(w.schedule, own);
    case PictureKind::race_standard:
      if (!w.rival) return std::nullopt;
      return all_colours(*w.rival, w.rival_done(done));
    case PictureKind::input:
    case PictureKind::photograph:
    case PictureKind::overview:
    case PictureKind::share:
    case PictureKind::thumbnail:
    case PictureKind::lesson:
    case PictureKind::network: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace twofold::model::inline steps
