#include "app/ui/playback_command.h"

namespace twofold::ui {
namespace {

using core::Unit;
using model::Playback;
using model::Walk;

Playback with_speed(Playback p, int index) {
  p.speed = speed_at(index);
  return p;
}

/// Starts both sides from nothing, at full speed; or ends the race.
Playback race_toggled(Playback p) {
  p.races = !p.races;
  p.active = p.races;
  p.done = 0;
  p.carry = 0;
  p.speed = p.races ? 1.0f : p.speed;
  // Where the class is to predict, it first says who will win.
  p.playing = p.races && !p.predicts;
  p.hidden = p.races && p.predicts;
  return p;
}

Playback left_off(Playback p) {
  p.active = false;
  p.playing = false;
  p.races = false;
  p.hidden = false;
  p.done = 0;
  return p;
}

}  // namespace

void command(Frame& frame, PlaybackCommand what) {
  const auto step = [&](auto&& unit_of, int direction) {
    change_playback(frame, [unit_of, direction](const Playback& p, const Walk& w) {
      return model::stepped(p, w, unit_of(p, w), direction);
    });
  };
  const auto own = [](const Playback& p, const Walk&) { return p.unit; };
  const auto larger = [](const Playback& p, const Walk& w) {
    return model::larger_unit(w, p.unit);
  };
  const auto stage = [](const Playback&, const Walk&) { return Unit::stage; };
  const auto change = [&](auto&& f) { change_playback(frame, f); };
  switch (what) {
    case PlaybackCommand::play_or_pause:
      return change([](Playback p, const Walk& w) {
        p.hidden = false;
        return model::played_or_paused(p, w);
      });
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
      return change([](Playback p, const Walk&) {
        p.predicts = !p.predicts;
        p.hidden = false;
        return p;
      });
    case PlaybackCommand::race:
      return change([](Playback p, const Walk&) { return race_toggled(p); });
    case PlaybackCommand::leave: return change([](Playback p, const Walk&) { return left_off(p); });
  }
}

}  // namespace twofold::ui
