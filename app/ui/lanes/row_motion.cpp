#include "app/ui/lanes/row_motion.h"

#include <algorithm>

#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/lane.h"

namespace twofold::ui::inline lanes {
namespace {

/// A window that has slept tells of a long frame; nothing is to be over before it was seen.
constexpr float kLongestFrame = 0.05f;

/// Where every row of the new arrangement stood in the old one; one that is new comes out of the
/// lower edge of its group.
std::vector<RowPlace> places_before(const RowMotion& motion, const Rows& now) {
  const int old_group = motion.per_input;
  const int old_count = static_cast<int>(motion.shown.size());
  std::vector<RowPlace> from;
  for (int t = 0; t < now.count; ++t) {
    const int q = t / now.per_input;
    const int r = t % now.per_input;
    const int old = std::min(q * old_group + std::min(r, old_group - 1), old_count - 1);
    RowPlace place = motion.shown[static_cast<std::size_t>(old)];
    if (r >= old_group || q * old_group >= old_count) place = {place.top + place.height, 0};
    from.push_back(place);
  }
  return from;
}

}  // namespace

void move_rows(Frame& frame, const Rect& area) {
  RowMotion& motion = frame.window.row_motion;
  const Rows now = shared_rows(frame, area, model::kInput);
  const bool is_new = motion.per_input != now.per_input || std::ssize(motion.shown) != now.count;
  if (is_new) {
    motion.moves = frame.moves() && motion.per_input > 0;
    motion.seconds = 0;
    if (motion.moves) motion.from = places_before(motion, now);
    motion.per_input = now.per_input;
  } else if (motion.moves) {
    motion.seconds += std::min(ImGui::GetIO().DeltaTime, kLongestFrame);
    motion.moves = frame.moves() && motion.seconds < kRowsMove;
  }
  const Rows shown = shared_rows(frame, area, model::kInput);
  motion.shown.resize(static_cast<std::size_t>(now.count));
  for (int t = 0; t < now.count; ++t) {
    const Rect band = shown.band(t, 1);
    motion.shown[static_cast<std::size_t>(t)] = {band.min.y - area.min.y, band.height()};
  }
}

}  // namespace twofold::ui::inline lanes
