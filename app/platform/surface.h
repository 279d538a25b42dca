// What the program is drawn on, whatever shows it: Dear ImGui, the fonts, OpenGL. It hands the
// panels what was pressed and dropped without a toolkit's types. Window is the desktop's; a page
// has its own.
//
//     surface.set_appearance(...);
//     ...                                   take_keys(), take_dropped(), textures
//     surface.begin_frame();
//     ...                                   draw the panels
//     surface.end_frame(palette.ground);
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/gpu/renderer.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/frame/keys.h"
#include "app/ui/frame/surroundings.h"
#include "app/ui/frame/theme.h"

namespace twofold::platform {

/// How the interface looks; set again whenever it may have changed.
struct Appearance {
  model::ThemeChoice theme = model::ThemeChoice::dark;
  float scale = 1;  ///< of the letters, the display's own included
  ui::FontSizes sizes = ui::kScreenSizes;

  bool operator==(const Appearance&) const = default;
};

class Surface {
 public:
  virtual ~Surface();
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;

  /// Between frames: builds the fonts anew if the look or the display's scale changed.
  void set_appearance(const Appearance& appearance);

  void begin_frame();
  /// Draws what was submitted since begin_frame over an opaque background, and shows it.
  void end_frame(ImU32 background);

  const ui::Fonts& fonts() const { return fonts_; }
  virtual ImVec2 size() const = 0;
  virtual float content_scale() const = 0;
  virtual void toggle_full_screen() = 0;
  virtual ui::Surroundings surroundings() const { return {}; }

  /// What was pressed and dropped since the last call. Typing into a text field is left out, but
  /// for keys with Ctrl, Alt, and the function keys.
  std::vector<ui::KeyPress> take_keys();
  std::vector<std::string> take_dropped();

 protected:
  /// Makes a Dear ImGui context, and makes it current.
  explicit Surface(const Appearance& appearance);

  /// Once a GL context is current: makes fonts and renderer.
  void start_drawing();
  /// While it still is.
  void stop_drawing();

  /// Tells Dear ImGui what has been heard since the last frame.
  virtual void feed() = 0;
  /// Puts what was drawn on the screen.
  virtual void show() = 0;
  /// Something happened that frames are due for.
  virtual void heard() = 0;

  std::vector<ui::KeyPress> keys_;
  std::vector<std::string> dropped_;

 private:
  void rebuild_fonts();
  void apply_style();

  ImGuiContext* imgui_ = nullptr;
  std::optional<gpu::Renderer> renderer_;
  ui::Fonts fonts_;
  Appearance appearance_;
};

}  // namespace twofold::platform
