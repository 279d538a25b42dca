// Walking the computation: where a walk stands, how it moves, and what is complete there. Pure
// functions over core/chain/schedule.h; the state after n multiply-adds follows from n alone, so
// going back is as easy as going on.
#pragma once

#include <cstdint>
#include <optional>

#include "app/model/steps/walk.h"

namespace twofold::model::inline steps {

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

/// To the next boundary of the unit (`direction` 1) or the one before (-1); pauses. The first step
/// on begins where playing would. Where values are predicted, a step on hides what it comes to.
Playback stepped(Playback playback, const Walk& walk, const WalkedLayer& on, core::Unit unit,
                 int direction);

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
