// The steps that a playback runs through, made from what is looked at: all of a schedule, one
// stage, one pixel, or a race.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "app/model/state/view_state.h"
#include "app/model/steps/place.h"
#include "core/chain/schedule.h"

namespace twofold::model::inline steps {

/// How long both sides of a race take on this machine, in seconds.
struct RaceTimes {
  double separable = 0;
  double standard = 0;

  bool operator==(const RaceTimes&) const = default;
};

/// The steps that a playback runs through: all of a schedule, one stage of it, or one pixel; or a
/// race, whose steps are those of the side that is done last.
struct Walk {
  core::Schedule schedule;
  std::optional<core::Schedule> rival;  ///< in a race: the standard convolution's steps
  std::int64_t first = 0;               ///< fewest multiply-adds done
  std::int64_t last = 0;                ///< most
  double pace = 1;                      ///< multiply-adds of `schedule` a step
  double rival_pace = 1;
  std::optional<RaceTimes> times;  ///< that a race keeps the ratio of
  bool waits = false;              ///< for these times: they are still being measured
  bool is_standard = false;        ///< the schedule is the standard convolution's
  int output = 1;                  ///< the result that the last stage makes, in the document's list

  std::int64_t length() const { return last - first; }
  /// Multiply-adds of `schedule`, and of the rival, after `done` steps of the walk.
  std::int64_t schedule_done(std::int64_t done) const;
  std::int64_t rival_done(std::int64_t done) const;
  /// The schedule whose multiply-adds are the walk's steps.
  const core::Schedule& clock() const;
  /// The result of the document's list that a stage of the schedule makes.
  int result_of(int stage) const { return is_standard ? output : stage + 1; }
};

/// What a walk is about, besides the playback itself.
struct WalkedLayer {
  core::Chain list;      ///< the document's
  core::Chain standard;  ///< the standard convolution beside it
  core::Shape in;
  OperationView operation = OperationView::separable;
  Place pin;
  int b = 0;                       ///< the pinned pixel's picture
  std::optional<RaceTimes> times;  ///< once they are measured

  bool operator==(const WalkedLayer&) const = default;
};

/// All that a walk depends on; what it does not depend on is as in the default.
struct WalkKey {
  WalkedLayer on;
  core::Order order = core::Order::by_stage;
  int stage = kEveryStage;
  bool races = false;
  bool by_clock = false;
  bool loops = false;

  bool operator==(const WalkKey&) const = default;
};
using SharedWalk = std::shared_ptr<const Walk>;

WalkKey walk_key(const Playback& playback, const WalkedLayer& on);

/// The walk of a playback. One stage alone is walked by itself, one pixel through all from the one
/// that reads windows on.
Walk walk(const Playback& playback, const WalkedLayer& on);

/// The pinned value of a stage, or the one over or under it.
core::Value pinned(const WalkedLayer& on, int stage, int channel);

/// The step after a value's last one.
std::int64_t end_of(const core::Schedule& schedule, const core::Value& value);

/// The stage that makes the result.
inline int last_stage(const core::Schedule& schedule) { return schedule.stages() - 1; }

}  // namespace twofold::model::inline steps
