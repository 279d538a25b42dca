// What the world around the window has; what it has not is not offered. A page in a browser has no
// folders and does not end itself, but an address.
#pragma once

namespace twofold::ui::inline frame {

struct Surroundings {
  bool has_folders = true;  ///< files have paths that can be typed and looked through
  bool can_quit = true;
  bool has_links = false;   ///< an address restores a set-up
  bool has_camera = false;  ///< its pictures can be shown as they come
  bool moves = false;       ///< there is somebody who sees it, and has not asked for less motion
  /// Pixels that a control is high at least, where fingers press it; 0: a mouse does.
  float least_control = 0;
  /// Pixels of the display in one that people speak of: what is a phone is found by it.
  float scale = 1;
};

}  // namespace twofold::ui::inline frame
