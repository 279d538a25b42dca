// One frame of the window, wherever it is drawn: on the screen, or off it for export and tests.
#pragma once

#include <vector>

#include "app/io/recording.h"
#include "app/model/session/session.h"
#include "app/paint/rgba8.h"
#include "app/raster/offscreen.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/window/ui.h"

namespace twofold::desk {

/// Frames until nothing moves any more: the first asks for its pictures, the second draws them, the
/// third has settled layouts.
inline constexpr int kFramesToSettle = 4;

/// The window without a display, frame after frame. What it draws is what the window would show;
/// edits are not applied, but for what drawing itself asks for.
class WindowPictures {
 public:
  /// Pictures of width x height pixels of a session that outlives this.
  WindowPictures(model::Session& session, int width, int height, const io::WindowCards& cards = {});

  /// The window as it is now, once the session has settled.
  paint::Rgba8 take();

 private:
  model::Session& session_;
  raster::Offscreen screen_;
  ui::Ui ui_;
};

/// The whole window as a picture of width x height pixels, once the session has settled.
paint::Rgba8 window_picture(model::Session& session, int width, int height,
                            const io::WindowCards& cards = {});

}  // namespace twofold::desk
