// What a user can do to the walk through the computation, in the user's words. Buttons and keys
// emit these; update() applies them, which needs the walk beside the playback.
#pragma once

#include <algorithm>
#include <cmath>
#include <variant>

#include "app/model/steps/playback.h"

namespace twofold::model::inline steps {

/// Speeds come in levels, from one multiply-add a second to the whole picture in ten seconds.
inline constexpr int kSpeeds = 9;
inline int speed_index(float speed) {
  return static_cast<int>(std::lround(std::clamp(speed, 0.0f, 1.0f) * (kSpeeds - 1)));
}
inline float speed_at(int index) {
  return static_cast<float>(std::clamp(index, 0, kSpeeds - 1)) / (kSpeeds - 1);
}

/// Shows what is hidden; else plays or pauses.
struct PlayOrPause {
  bool operator==(const PlayOrPause&) const = default;
};
/// Time goes by while it plays.
struct PlayOn {
  double seconds = 0;
  bool operator==(const PlayOn&) const = default;
};
enum class StepSize { unit, larger_unit, stage };
/// A step on (1) or back (-1). A step on shows first what is hidden.
struct StepBy {
  StepSize size = StepSize::unit;
  int direction = 1;
  bool operator==(const StepBy&) const = default;
};
struct GoToStep {
  std::int64_t done = 0;  ///< multiply-adds
  bool operator==(const GoToStep&) const = default;
};
struct GoToStart {
  bool operator==(const GoToStart&) const = default;
};
struct GoToEnd {
  bool operator==(const GoToEnd&) const = default;
};
struct GoToPin {
  bool operator==(const GoToPin&) const = default;
};
struct SetSpeed {
  int level = 0;  ///< brought inside 0 .. kSpeeds - 1
  bool operator==(const SetSpeed&) const = default;
};
struct ChangeSpeed {
  int levels = 1;
  bool operator==(const ChangeSpeed&) const = default;
};
/// Plays slowly at first, then faster and faster, until a speed is set.
struct BeginSlowly {
  bool operator==(const BeginSlowly&) const = default;
};
/// Plays again what has been played: from the pinned pixel's first step, slowly at first; a race
/// from its beginning.
struct PlayAgain {
  bool operator==(const PlayAgain&) const = default;
};
struct SetStepUnit {
  core::Unit unit = core::Unit::tap;
  bool operator==(const SetStepUnit&) const = default;
};
struct SetStepOrder {
  core::Order order = core::Order::by_stage;
  bool operator==(const SetStepOrder&) const = default;
};
struct SetWalkedStage {
  int stage = kEveryStage;
  bool operator==(const SetWalkedStage&) const = default;
};
/// Loops over the pinned pixel, or no longer.
struct ToggleLoop {
  bool operator==(const ToggleLoop&) const = default;
};
/// Hides facts until a key is pressed, or no longer.
struct TogglePrediction {
  bool operator==(const TogglePrediction&) const = default;
};
struct AskFor {
  Facts facts;
  bool operator==(const AskFor&) const = default;
};
/// Separable against standard, side by side; or no longer.
struct ToggleRace {
  bool operator==(const ToggleRace&) const = default;
};
/// The race goes by measured times, or by multiply-adds again; it begins anew.
struct ToggleRaceClock {
  bool operator==(const ToggleRaceClock&) const = default;
};
/// Shows the finished pictures again.
struct LeaveSteps {
  bool operator==(const LeaveSteps&) const = default;
};

using WalkAction =
    std::variant<PlayOrPause, PlayOn, StepBy, GoToStep, GoToStart, GoToEnd, GoToPin, SetSpeed,
                 ChangeSpeed, BeginSlowly, PlayAgain, SetStepUnit, SetStepOrder, SetWalkedStage,
                 ToggleLoop, TogglePrediction, AskFor, ToggleRace, ToggleRaceClock, LeaveSteps>;

/// What the walk is over.
struct Walked {
  const Walk& walk;
  WalkedLayer layer;
};

/// The playback after the action.
Playback update(Playback playback, const WalkAction& action, const Walked& on);

}  // namespace twofold::model::inline steps
