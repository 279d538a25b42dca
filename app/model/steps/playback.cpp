#include "app/model/steps/playback.h"

#include <algorithm>
#include <cmath>

#include "app/model/steps/slow_start.h"

namespace twofold::model::inline steps {
namespace {

using core::Schedule;
using core::Value;

constexpr double kShortestWhole = 10;  ///< seconds for the whole schedule at full speed
constexpr double kLongestFrame = 0.1;  ///< seconds that one advance can stand for

/// Playing has begun anew at the step where it stands.
Playback begun_here(Playback p) {
  p.slow_from = p.done;
  p.slow_seconds = 0;
  return p;
}

/// Whether the schedule makes this value of another one in the same way.
bool holds(const Schedule& schedule, const Value& v, const Schedule& other) {
  if (v.stage >= schedule.stages()) return false;
  if (schedule.stage(v.stage).operation != other.stage(v.stage).operation) return false;
  const core::Shape& shape = schedule.shape(v.stage);
  return v.channel < shape.channels && v.oy < shape.height && v.ox < shape.width;
}

}  // namespace

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

Playback moved_to_pin(Playback p, const Walk& w, const WalkedLayer& on) {
  const int result = result_in(on.list, on.pin.result);
  const bool is_within = !w.is_standard && result != kInput;
  const int stage = is_within ? result - 1 : last_stage(w.schedule);
  const int channel = result == kInput ? 0 : on.pin.channel;
  const int most = w.schedule.channels(stage) - 1;
  const Value value = pinned(on, w.is_standard ? w.output - 1 : stage, std::min(channel, most));
  return moved_to(p, w, end_of(w.schedule, {stage, value.b, value.oy, value.ox, value.channel}));
}

namespace {

/// The first step of the pinned pixel, in the first stage that is walked.
std::int64_t first_of_pin(const Walk& w, const WalkedLayer& on) {
  const auto first_of = [&](int stage) {
    Value value = pinned(on, w.is_standard ? w.output - 1 : stage, 0);
    value.stage = stage;
    return w.schedule.first_step(value);
  };
  for (int stage = 0; stage < last_stage(w.schedule); ++stage)
    if (const std::int64_t first = first_of(stage); first >= w.first) return first;
  return first_of(last_stage(w.schedule));
}

/// At the step where walking begins anew: the pinned pixel's first where it begins slowly, else the
/// walk's.
Playback at_beginning(Playback p, const Walk& w, const WalkedLayer& on) {
  const bool at_pin = begins_slowly(p) && w.length() > 0;
  return moved_to(p, w, at_pin ? first_of_pin(w, on) : w.first);
}

}  // namespace

Playback stepped(Playback p, const Walk& w, const WalkedLayer& on, core::Unit unit, int direction) {
  p.playing = false;
  if (!p.active && direction > 0) p = at_beginning(p, w, on);
  const std::int64_t before = p.active ? p.done : w.first;
  const core::Schedule& s = w.clock();
  p = moved_to(p, w, direction > 0 ? s.next(before, unit) : s.previous(before, unit));
  p.hidden.value = p.predicts && p.asked.value && direction > 0 && p.done > before;
  p.shown = p.hidden.value ? before : 0;
  return p;
}

Playback played_or_paused(Playback p, const Walk& w, const WalkedLayer& on) {
  if (p.playing) {
    p.playing = false;
    return p;
  }
  const bool anew = !p.active || p.done >= w.last;
  p = anew ? at_beginning(p, w, on) : moved_to(p, w, p.done);
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
    case PictureKind::result: {
      const int stage = w.is_standard ? picture.result - w.output : picture.result - 1;
      if (stage < 0 || stage >= w.schedule.stages()) return std::nullopt;
      return plane(stage, picture.channel);
    }
    case PictureKind::output_rgb: return all_colours(w.schedule, own);
    case PictureKind::standard:
    case PictureKind::difference:
      if (!w.is_standard) return std::nullopt;
      return plane(last_stage(w.schedule), picture.channel);
    case PictureKind::race_separable:
      // A picture of a race may outlive it by a frame, and meet a walk of another kind.
      if (w.is_standard) return std::nullopt;
      return all_colours(w.schedule, own);
    case PictureKind::race_standard:
      if (!w.rival) return std::nullopt;
      return all_colours(*w.rival, w.rival_done(done));
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
