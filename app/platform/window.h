// The one window: GLFW, an OpenGL 3.3 context, and Dear ImGui on both. It sleeps when nothing
// happens, and hands the panels what was pressed and dropped without any of GLFW's types.
//
//     while (!window.should_close()) {
//       window.wait_or_poll(session.is_busy());
//       ...                                   take_keys(), take_dropped(), textures
//       window.begin_frame();
//       ...                                   draw the panels
//       window.end_frame(palette.ground);
//     }
#pragma once

#include <imgui.h>

#include <memory>
#include <string>
#include <vector>

#include "app/io/result.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/frame/keys.h"
#include "app/ui/frame/theme.h"

struct GLFWwindow;

namespace twofold::platform {

/// How the interface looks; set again whenever it may have changed.
struct Look {
  model::ThemeChoice theme = model::ThemeChoice::dark;
  float zoom = 1;  ///< times the display's own scale
  ui::FontSizes sizes = ui::kScreenSizes;

  bool operator==(const Look&) const = default;
};

struct WindowSettings {
  std::string title = "Twofold";
  int width = 1440;
  int height = 900;
  bool full_screen = false;
  Look look{};
};

class Window {
 public:
  /// Opens the window and makes its GL context current. Errors: no display, no OpenGL 3.3; the
  /// sentences name `twofold export`.
  static io::Result<std::unique_ptr<Window>> open(const WindowSettings& settings);

  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool should_close() const;
  void close();

  /// Takes in events. Sleeps until there are some, unless something is `animating`, a text field
  /// blinks, or one of the three frames after the last event is due, which layouts and quick clicks
  /// need.
  void wait_or_poll(bool animating);

  /// Ends a sleep of wait_or_poll. From any thread.
  static void wake();

  /// Between frames: builds the fonts anew if the look or the display's scale changed.
  void set_look(const Look& look);

  void begin_frame();
  /// Draws what was submitted since begin_frame over an opaque background, and shows it.
  void end_frame(ImU32 background);

  const ui::Fonts& fonts() const { return fonts_; }
  ImVec2 size() const;
  float content_scale() const;

  /// What was pressed and dropped since the last call. Typing into a text field is left out, but
  /// for keys with Ctrl, Alt, and the function keys.
  std::vector<ui::KeyPress> take_keys();
  std::vector<std::string> take_dropped();

  void set_title(const std::string& title);
  void toggle_full_screen();

 private:
  class Glfw;  // initialises the library, terminates it
  struct Place {
    int x = 0, y = 0, width = 0, height = 0;
  };

  Window() = default;
  void start_imgui();
  void listen();
  void rebuild_fonts();
  void apply_style();
  void heard() { frames_to_settle_ = kSettlingFrames; }
  void on_key(int key, int scancode, int action, int mods);
  void on_character(unsigned codepoint);
  void on_control_character(unsigned codepoint);

  static constexpr int kSettlingFrames = 3;

  std::unique_ptr<Glfw> glfw_;
  GLFWwindow* window_ = nullptr;
  ImGuiContext* imgui_ = nullptr;
  ui::Fonts fonts_;
  Look look_;
  float built_scale_ = 0;
  int frames_to_settle_ = kSettlingFrames;
  std::vector<ui::KeyPress> keys_;
  std::vector<std::string> dropped_;
  char32_t last_key_letter_ = 0;  // what the key of the last key event types without Shift
  Place windowed_;                // where to go back to from full screen
};

}  // namespace twofold::platform
