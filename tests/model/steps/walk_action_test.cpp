#include "app/model/steps/walk_action.h"

#include "app/model/steps/prediction.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using core::Unit;

struct Stage3 {
  core::Layer layer{.kernel = {3, 3}, .channel_multiplier = 2, .out_channels = 3};
  core::Shape in{1, 5, 6, 2};
  WalkedLayer walked{core::separable_chain(layer),
                     core::standard_chain(layer),
                     in,
                     OperationView::separable,
                     {2, 2, 1, 1},
                     0,
                     {}};
  Walk walk = model::walk({}, walked);

  Playback after(Playback p, std::initializer_list<WalkAction> actions) const {
    for (const WalkAction& action : actions) p = update(p, action, {walk, walked});
    return p;
  }
};

}  // namespace

TEST_CASE("steps go by the unit, by the next larger one, and by the fold") {
  const Stage3 s;
  const Playback start = s.after({}, {GoToStart{}, SetStepUnit{Unit::pixel}});
  const auto done_after = [&](StepSize size, int direction) {
    return s.after(start, {GoToStep{100}, StepBy{size, direction}}).done;
  };
  const Playback there = s.after(start, {GoToStep{100}});
  for (const int direction : {1, -1}) {
    CHECK(done_after(StepSize::unit, direction) ==
          stepped(there, s.walk, s.walked, Unit::pixel, direction).done);
    CHECK(done_after(StepSize::larger_unit, direction) ==
          stepped(there, s.walk, s.walked, larger_unit(s.walk, Unit::pixel), direction).done);
    CHECK(done_after(StepSize::stage, direction) ==
          stepped(there, s.walk, s.walked, Unit::stage, direction).done);
  }
  CHECK(done_after(StepSize::unit, 1) < done_after(StepSize::larger_unit, 1));
  CHECK(done_after(StepSize::larger_unit, 1) < done_after(StepSize::stage, 1));
}

TEST_CASE("going somewhere pauses, and stays inside the walk") {
  const Stage3 s;
  const Playback playing = s.after({}, {GoToStart{}, PlayOrPause{}});
  REQUIRE(playing.playing);
  CHECK(s.after(playing, {PlayOn{0.05}}).playing);
  for (const std::int64_t to :
       {std::int64_t{-1}, std::int64_t{0}, std::int64_t{7}, s.walk.last, s.walk.last + 1}) {
    const Playback p = s.after(playing, {GoToStep{to}});
    CHECK_FALSE(p.playing);
    CHECK(p.active);
    CHECK(p.done == std::clamp<std::int64_t>(to, s.walk.first, s.walk.last));
  }
  CHECK(s.after(playing, {GoToEnd{}}).done == s.walk.last);
  CHECK(s.after(playing, {GoToPin{}}) == moved_to_pin(playing, s.walk, s.walked));
}

TEST_CASE("a step on shows first what is hidden; a step back does not") {
  const Stage3 s;
  const Playback asked = s.after(
      {}, {AskFor{{.value = true}}, TogglePrediction{}, GoToStep{20}, StepBy{StepSize::unit, 1}});
  REQUIRE(asked.hidden.value);
  const Playback shown = s.after(asked, {StepBy{StepSize::unit, 1}});
  CHECK(shown == revealed(asked));
  CHECK(s.after(asked, {PlayOrPause{}}) == revealed(asked));
  CHECK(s.after(asked, {StepBy{StepSize::unit, -1}}).done < asked.done);
}

TEST_CASE("speeds stay among their levels") {
  const Stage3 s;
  for (int level = 0; level < kSpeeds; ++level) {
    const Playback p = s.after({}, {SetSpeed{level}});
    CHECK(speed_index(p.speed) == level);
    CHECK(speed_index(s.after(p, {ChangeSpeed{1}}).speed) == std::min(level + 1, kSpeeds - 1));
    CHECK(speed_index(s.after(p, {ChangeSpeed{-1}}).speed) == std::max(level - 1, 0));
  }
  CHECK(s.after({}, {SetSpeed{-1}}).speed == 0);
  CHECK(s.after({}, {SetSpeed{kSpeeds}}).speed == 1);
}

TEST_CASE("a speed that is set stays, until playing is to begin slowly again") {
  const Stage3 s;
  CHECK(begins_slowly(Playback{}));
  const Playback set = s.after({}, {PlayOrPause{}, PlayOn{0.1}, SetSpeed{4}});
  CHECK_FALSE(begins_slowly(set));
  CHECK_FALSE(begins_slowly(s.after({}, {ChangeSpeed{1}})));
  const Playback slow = s.after(set, {PlayOn{0.1}, BeginSlowly{}});
  CHECK(begins_slowly(slow));
  CHECK(slow.slow_from == slow.done);
  const Playback again = s.after(set, {PlayAgain{}});
  CHECK(again.playing);
  CHECK(again == played_from_pin(set, s.walk, s.walked));
  const Playback race = s.after({}, {ToggleRace{}, PlayOn{0.05}, PlayAgain{}});
  CHECK((race.races && race.playing && race.done == 0));
}

TEST_CASE("settings of the walk are taken as they are") {
  const Stage3 s;
  const Playback p = s.after({}, {SetStepOrder{core::Order::by_pixel}, SetWalkedStage{1},
                                  SetStepUnit{Unit::row}, ToggleLoop{}});
  Playback expected;
  expected.order = core::Order::by_pixel;
  expected.stage = 1;
  expected.unit = Unit::row;
  expected.loops = true;
  CHECK(p == expected);
  CHECK_FALSE(s.after(p, {ToggleLoop{}}).loops);
}

TEST_CASE("a race begins at nothing and at full speed; where it is predicted, it waits") {
  const Stage3 s;
  const Playback race = s.after({}, {GoToStep{50}, ToggleRace{}});
  CHECK((race.races && race.active && race.playing));
  CHECK(race.done == 0);
  CHECK(race.speed == 1);
  CHECK_FALSE(race.by_clock);
  CHECK_FALSE(s.after(race, {ToggleRace{}}).races);
  CHECK_FALSE(s.after(race, {ToggleLoop{}}).races);
  const Playback by_clock = s.after(race, {PlayOn{0.05}, ToggleRaceClock{}});
  CHECK((by_clock.by_clock && by_clock.races && by_clock.done == 0));
  const Playback waits = s.after({}, {TogglePrediction{}, ToggleRace{}});
  CHECK(waits.hidden.winner);
  CHECK_FALSE(waits.playing);
  CHECK(s.after(waits, {PlayOrPause{}}).playing);
}

TEST_CASE("leaving the steps shows the finished pictures and keeps the settings") {
  const Stage3 s;
  const Playback p = s.after({}, {SetStepUnit{Unit::row}, SetSpeed{3}, GoToStep{9}, LeaveSteps{}});
  CHECK_FALSE(p.active);
  CHECK(p.done == 0);
  CHECK(p.unit == Unit::row);
  CHECK(speed_index(p.speed) == 3);
}

}  // namespace twofold::model
