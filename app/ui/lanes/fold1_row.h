// One row of lane 2: filter D_q,r with its words, the way on, z_t with its words.
#pragma once

#include <string>

#include "app/ui/draw/draw.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/overlay.h"

namespace twofold::ui::inline lanes {

/// How a channel's words look.
struct Tone {
  ImU32 hue;
  Role role;
  bool lit() const { return role != Role::left_out; }
};
Tone tone_of(const Frame& frame, int result, int channel);

/// A link of this tone: the path's is bold.
Link toned(const Frame& frame, std::vector<ImVec2> points, const Tone& tone);

/// Whether the filter's name stands where the way into the filter runs.
bool name_is_in_the_way(const Frame& frame, const Fold1Row& row);

/// Draws the row of channel t of a depthwise stage into these parts; `name` is the picture's in the
/// registry.
void draw_fold1_row(Frame& frame, const Fold1Row& at, int stage, int t, const std::string& name);

}  // namespace twofold::ui::inline lanes
