// A window that is nowhere: a Dear ImGui context of a given size with the program's fonts and
// style, whose frames become pictures. For export and for tests.
#pragma once

#include <imgui.h>

#include <functional>

#include "app/paint/rgba8.h"
#include "app/raster/renderer.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/frame/theme.h"

namespace twofold::raster {

/// What an Offscreen looks like.
struct OffscreenSettings {
  int width = 1280;
  int height = 720;
  model::ThemeChoice theme = model::ThemeChoice::dark;
  float scale = 1;
  ui::FontSizes sizes = ui::kScreenSizes;
};

class Offscreen {
 public:
  explicit Offscreen(const OffscreenSettings& settings);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  const ui::Palette& palette() const { return ui::palette(settings_.theme); }
  const ui::Fonts& fonts() const { return fonts_; }

  /// Input for the next frame; no mouse until its MousePos is set. ImGuiKey values index KeysDown.
  ImGuiIO& io();

  /// Makes the pictures drawable; the ids are valid until the next call.
  ui::PictureIds sync(const paint::PaintedPictures& pictures) { return renderer_.sync(pictures); }

  /// Runs one frame of a sixtieth of a second around `draw`, in this context.
  void frame(const std::function<void()>& draw);

  /// The last frame as a picture. Dear ImGui needs two or three frames before layouts settle.
  paint::Rgba8 capture();

  /// Builds the fonts anew, between frames.
  void set_fonts(float scale, const ui::FontSizes& sizes);

  /// Another size of the window from the next frame on.
  void resize(int width, int height);

 private:
  OffscreenSettings settings_;
  ImGuiContext* context_;
  Renderer renderer_;
  ui::Fonts fonts_;
};

}  // namespace twofold::raster
