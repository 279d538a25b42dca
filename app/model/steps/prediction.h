// Predict first: a class commits itself before it sees. The teacher chooses the facts; each is
// hidden as soon as it is new, and all that are hidden are shown at once.
//
//     value     hidden by every step on (app/model/steps/playback.h)
//     shape     hidden when a setting changes, and when asking begins
//     cost      likewise
//     winner    likewise, and when a race begins
#pragma once

#include "app/model/state/view_state.h"

namespace twofold::model::inline steps {

/// Begins to ask, or stops.
Playback asking(Playback playback, bool asks);

/// With other facts to ask for; those that are asked for anew are hidden.
Playback asking_for(Playback playback, const Facts& facts);

/// After a change of a setting: what it has changed is hidden anew.
Playback hidden_anew(Playback playback);

/// With nothing hidden.
Playback revealed(Playback playback);

/// The steps whose results may be seen: all that are done, or those before the hidden one.
inline std::int64_t steps_shown(const Playback& p) { return p.hidden.value ? p.shown : p.done; }

/// Whether nothing may be seen that the costs could be read from. They tell the winner, too.
inline bool hides_cost(const Playback& p) { return p.hidden.cost || p.hidden.winner; }

/// Whether the window shows where the steps stand, not what the pointer is on: a pointer pauses the
/// eye, but it does not look under a hidden value.
inline bool follows_steps(const ViewState& view) {
  return view.playback.active && !view.playback.races &&
         (view.hover.empty() || view.playback.hidden.value);
}

}  // namespace twofold::model::inline steps
