// What can be done to the playback, by button or by key.
#pragma once

#include <algorithm>
#include <cmath>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

/// What buttons and keys do to the playback.
enum class PlaybackCommand {
  play_or_pause,
  step_on,
  step_back,
  larger_step_on,
  larger_step_back,
  stage_on,
  stage_back,
  to_start,
  to_end,
  to_pin,
  faster,
  slower,
  loop,
  predict,
  race,
  race_by_clock,  ///< or by multiply-adds again; the race begins anew
  leave           ///< shows the finished pictures again
};
void command(Frame& frame, PlaybackCommand what);

/// Chooses what is hidden.
void ask_for(Frame& frame, const model::Facts& facts);

/// Changes the playback; `change` is a function of it and the walk.
template <class Change>
void change_playback(Frame& frame, Change&& change) {
  frame.look([walk = frame.session.walk(), change](model::ViewState& v) {
    v.playback = change(v.playback, *walk);
  });
}

/// Speeds come in levels, from one multiply-add a second to the whole picture in ten seconds.
inline constexpr int kSpeeds = 9;
inline int speed_index(float speed) {
  return static_cast<int>(std::lround(std::clamp(speed, 0.0f, 1.0f) * (kSpeeds - 1)));
}

inline float speed_at(int index) {
  return static_cast<float>(std::clamp(index, 0, kSpeeds - 1)) / (kSpeeds - 1);
}

}  // namespace twofold::ui::inline one_value
