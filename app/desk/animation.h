// The window while the computation is walked, as an animation for slides: PNG frames in a folder,
// or one GIF.
#pragma once

#include <filesystem>

#include "app/io/result.h"
#include "app/model/session/session.h"

namespace twofold::desk {

struct AnimationSettings {
  std::int64_t from = 0;  ///< multiply-adds done in the first frame
  std::int64_t to = 0;    ///< and in the last; -1: all of them
  int frames = 48;
  std::filesystem::path output;  ///< a folder, or a file that ends in .gif
  int width = 1280;
  int height = 720;
};

/// Shows the state after `done` multiply-adds from now on. An error names the number of steps there
/// are when `done` is beyond it.
io::Result<io::Done> go_to_step(model::Session& session, std::int64_t done);

/// Writes frame_0000.png ... or the GIF.
io::Result<io::Done> export_animation(model::Session& session, const AnimationSettings& settings);

}  // namespace twofold::desk
