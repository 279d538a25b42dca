#include "app/ui/one_value/playback_command.h"

#include "app/model/steps/prediction.h"

namespace twofold::ui::inline one_value {
namespace {

using core::Unit;
using model::Playback;
using model::Walk;

Playback with_speed(Playback p, int index) {
  p.speed = speed_at(index);
  return p;
}

/// Both sides at nothing, at full speed. Where the class is to predict, it first says who will win.
Playback race_begun(Playback p) {
  p.races = true;
  p.active = true;
  p.done = 0;
  p.carry = 0;
  p.speed = 1;
  p.hidden.value = false;
  p.hidden.winner = p.predicts && p.asked.winner;
  p.playing = !p.hidden.winner;
  return p;
}

Playback race_toggled(Playback p) {
  if (!p.races) return race_begun(p);
  p.races = false;
  p.active = false;
  p.playing = false;
  p.done = 0;
  p.hidden.winner = false;
  return p;
}

/// What is hidden is shown, and a race that waited for that begins; else plays or pauses.
Playback played(Playback p, const Walk& w) {
  if (!p.hidden.any()) return model::played_or_paused(p, w);
  p = model::revealed(p);
  return p.races && p.done == 0 ? model::played_or_paused(p, w) : p;
}

Playback left_off(Playback p) {
  p.active = false;
  p.playing = false;
  p.races = false;
  p.hidden.value = false;
  p.done = 0;
  return p;
}

}  // namespace

void ask_for(Frame& frame, const model::Facts& facts) {
  change_playback(frame,
                  [facts](const Playback& p, const Walk&) { return model::asking_for(p, facts); });
}

void command(Frame& frame, PlaybackCommand what) {
  const auto step = [&](auto&& unit_of, int direction) {
    change_playback(frame, [unit_of, direction](const Playback& p, const Walk& w) {
      const bool shows_first = p.hidden.any() && direction > 0;
      return shows_first ? played(p, w) : model::stepped(p, w, unit_of(p, w), direction);
    });
  };
  const auto own = [](const Playback& p, const Walk&) { return p.unit; };
  const auto larger = [](const Playback& p, const Walk& w) {
    return model::larger_unit(w, p.unit);
  };
  const auto stage = [](const Playback&, const Walk&) { return Unit::stage; };
  const auto change = [&](auto&& f) { change_playback(frame, f); };
  switch (what) {
    case PlaybackCommand::play_or_pause: return change(played);
    case PlaybackCommand::step_on: return step(own, 1);
    case PlaybackCommand::step_back: return step(own, -1);
    case PlaybackCommand::larger_step_on: return step(larger, 1);
    case PlaybackCommand::larger_step_back: return step(larger, -1);
    case PlaybackCommand::stage_on: return step(stage, 1);
    case PlaybackCommand::stage_back: return step(stage, -1);
    case PlaybackCommand::to_start:
      return change([](Playback p, const Walk& w) {
        p.playing = false;
        return model::moved_to(p, w, w.first);
      });
    case PlaybackCommand::to_end:
      return change([](Playback p, const Walk& w) {
        p.playing = false;
        return model::moved_to(p, w, w.last);
      });
    case PlaybackCommand::to_pin:
      frame.look([session = &frame.session](model::ViewState& v) {
        v.playback = model::moved_to_pin(v.playback, *session->walk(), session->walked_layer());
      });
      return;
    case PlaybackCommand::faster:
      return change(
          [](Playback p, const Walk&) { return with_speed(p, speed_index(p.speed) + 1); });
    case PlaybackCommand::slower:
      return change(
          [](Playback p, const Walk&) { return with_speed(p, speed_index(p.speed) - 1); });
    case PlaybackCommand::loop:
      return change([](Playback p, const Walk&) {
        p.loops = !p.loops;
        p.races = false;
        return p;
      });
    case PlaybackCommand::predict:
      return change([](const Playback& p, const Walk&) { return model::asking(p, !p.predicts); });
    case PlaybackCommand::race:
      return change([](Playback p, const Walk&) { return race_toggled(p); });
    case PlaybackCommand::race_by_clock:
      return change([](Playback p, const Walk&) {
        p.by_clock = !p.by_clock;
        return race_begun(p);
      });
    case PlaybackCommand::leave: return change([](Playback p, const Walk&) { return left_off(p); });
  }
}

}  // namespace twofold::ui::inline one_value
