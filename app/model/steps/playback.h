// Walking the computation: where a walk stands, how it moves, and what is complete there. Pure
// functions over core/chain/schedule.h; the state after n multiply-adds follows from n alone, so
// going back is as easy as going on.
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

/// The step that was done last, or at the very beginning the one that comes first.
struct Position {
  core::Step step;
  std::int64_t terms_done = 0;  ///< of the step's value
};
/// Nothing where the walk has no step.
std::optional<Position> position(const Playback& playback, const Walk& walk);

/// Multiply-adds a second: from one at speed 0 to the whole schedule in ten seconds at speed 1.
double steps_a_second(const Playback& playback, const Walk& walk);

/// After `seconds` more of playing; stops at the end, or begins anew in a loop. Long pauses between
/// two calls (a window that slept) count as a tenth of a second.
Playback advance(Playback playback, const Walk& walk, double seconds);

/// To the next boundary of the unit (`direction` 1) or the one before (-1); pauses. Where values
/// are predicted, a step on hides what it comes to.
Playback stepped(Playback playback, const Walk& walk, core::Unit unit, int direction);

/// To a number of multiply-adds, brought inside the walk.
Playback moved_to(Playback playback, const Walk& walk, std::int64_t done);

/// To the moment when the pinned value is complete.
Playback moved_to_pin(Playback playback, const Walk& walk, const WalkedLayer& on);

/// Whether playing begins slowly and grows faster (slow_start.h): neither in a race nor in a loop.
bool begins_slowly(const Playback& playback);

/// Playing begins slowly from where it stands.
Playback begun_slowly(Playback playback);

/// Plays or pauses. From where it stands; at the end or nowhere, from the pinned pixel's first step
/// where it begins slowly, else from the walk's.
Playback played_or_paused(Playback playback, const Walk& walk, const WalkedLayer& on);

/// Plays from the pinned pixel's first step, slowly at first.
Playback played_from_pin(Playback playback, const Walk& walk, const WalkedLayer& on);

/// With a pin that is moved: playing that began slowly begins anew there, all else goes to the
/// moment when the pinned value is complete.
Playback taken_along(Playback playback, const Walk& walk, const WalkedLayer& on);

/// The same value and term in another walk over the same layer (another order, one stage, a loop);
/// the nearest that the new walk has. Races keep their number of multiply-adds.
Playback carried_over(Playback playback, const Walk& before, const Walk& after);

/// The next larger unit, as the walk's order has them.
core::Unit larger_unit(const Walk& walk, core::Unit unit);

/// How many pixels of a picture, row-major, are complete after `done` multiply-adds; nothing for
/// pictures that are no result of the walk.
std::optional<std::int64_t> complete_pixels(const Walk& walk, std::int64_t done,
                                            const paint::PictureKey& picture, int b);

}  // namespace twofold::model::inline steps
