#include "app/model/steps/walk_action.h"

#include "app/model/steps/prediction.h"

namespace twofold::model::inline steps {
namespace {

core::Unit unit_of(StepSize size, const Playback& p, const Walk& walk) {
  switch (size) {
    case StepSize::unit: return p.unit;
    case StepSize::larger_unit: return larger_unit(walk, p.unit);
    case StepSize::stage: break;
  }
  return core::Unit::stage;
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
Playback played(Playback p, const Walked& on) {
  if (!p.hidden.any()) return played_or_paused(p, on.walk, on.layer);
  p = revealed(p);
  return p.races && p.done == 0 ? played_or_paused(p, on.walk, on.layer) : p;
}

/// At a speed that stays.
Playback at_speed(Playback p, int level) {
  p.speed = speed_at(level);
  p.begins_slowly = false;
  return p;
}

Playback left_off(Playback p) {
  p.active = false;
  p.playing = false;
  p.races = false;
  p.hidden.value = false;
  p.done = 0;
  return p;
}

/// One overload for each action; each edits the copy in place.
struct Apply {
  Playback& p;
  const Walked& on;

  void operator()(const PlayOrPause&) const { p = played(p, on); }
  void operator()(const PlayOn& a) const { p = advance(p, on.walk, a.seconds); }
  void operator()(const StepBy& a) const {
    const bool shows_first = p.hidden.any() && a.direction > 0;
    p = shows_first ? played(p, on)
                    : stepped(p, on.walk, on.layer, unit_of(a.size, p, on.walk), a.direction);
  }
  void operator()(const GoToStep& a) const { go_to(a.done); }
  void operator()(const GoToStart&) const { go_to(on.walk.first); }
  void operator()(const GoToEnd&) const { go_to(on.walk.last); }
  void operator()(const GoToPin&) const { p = moved_to_pin(p, on.walk, on.layer); }
  void operator()(const SetSpeed& a) const { p = at_speed(p, a.level); }
  void operator()(const ChangeSpeed& a) const {
    p = at_speed(p, speed_index(p.speed) + std::clamp(a.levels, -kSpeeds, kSpeeds));
  }
  void operator()(const BeginSlowly&) const { p = begun_slowly(p); }
  void operator()(const PlayAgain&) const {
    p = p.races ? race_begun(p) : played_from_pin(p, on.walk, on.layer);
  }
  void operator()(const SetStepUnit& a) const { p.unit = a.unit; }
  void operator()(const SetStepOrder& a) const { p.order = a.order; }
  void operator()(const SetWalkedStage& a) const { p.stage = a.stage; }
  void operator()(const ToggleLoop&) const {
    p.loops = !p.loops;
    p.races = false;
  }
  void operator()(const TogglePrediction&) const { p = asking(p, !p.predicts); }
  void operator()(const AskFor& a) const { p = asking_for(p, a.facts); }
  void operator()(const ToggleRace&) const { p = race_toggled(p); }
  void operator()(const ToggleRaceClock&) const {
    p.by_clock = !p.by_clock;
    p = race_begun(p);
  }
  void operator()(const LeaveSteps&) const { p = left_off(p); }

 private:
  void go_to(std::int64_t done) const {
    p.playing = false;
    p = moved_to(p, on.walk, done);
  }
};

}  // namespace

Playback update(Playback playback, const WalkAction& action, const Walked& on) {
  std::visit(Apply{playback, on}, action);
  return playback;
}

}  // namespace twofold::model::inline steps
