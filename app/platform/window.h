// The desktop's window: GLFW, an OpenGL 3.3 context, and Dear ImGui on both. It sleeps when nothing
// happens.
//
//     while (!window.should_close()) {
//       window.wait_or_poll(session.is_busy());
//       ...                                   a frame
//     }
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/io/result.h"
#include "app/platform/surface.h"

struct GLFWwindow;

namespace twofold::platform {

struct WindowSettings {
  std::string title = "Twofold";
  int width = 1440;
  int height = 900;
  bool full_screen = false;
  Appearance appearance{};
};

class Window final : public Surface {
 public:
  /// Opens the window and makes its GL context current. Errors: no display, no OpenGL 3.3; the
  /// sentences name `twofold export`.
  static io::Result<std::unique_ptr<Window>> open(const WindowSettings& settings);

  ~Window() override;

  bool should_close() const;
  void close();

  /// Takes in events. Sleeps until there are some, unless something is `animating`, a text field
  /// blinks, or one of the three frames after the last event is due, which layouts and quick clicks
  /// need; not for longer than `longest` seconds, if that is given.
  void wait_or_poll(bool animating, std::optional<double> longest = std::nullopt);

  /// Ends a sleep of wait_or_poll. From any thread.
  static void wake();

  ImVec2 size() const override;
  float content_scale() const override;
  void toggle_full_screen() override;
  ui::Surroundings surroundings() const override;
  void set_title(const std::string& title);

 private:
  class Glfw;  // initialises the library, terminates it
  struct OnScreen {
    int x = 0, y = 0, width = 0, height = 0;
  };

  explicit Window(const Appearance& appearance);
  void start_imgui();
  void listen();
  void feed() override;
  void show() override;
  void heard() override { frames_to_settle_ = kSettlingFrames; }
  /// A key's event as GLFW has it.
  struct KeyEvent {
    int key = 0, scancode = 0, action = 0, mods = 0;
  };
  void tell_imgui(const KeyEvent& event);
  void on_key(int key, int scancode, int action, int mods);
  void on_character(unsigned codepoint);
  void on_control_character(unsigned codepoint);

  static constexpr int kSettlingFrames = 3;

  std::unique_ptr<Glfw> glfw_;
  GLFWwindow* window_ = nullptr;
  int frames_to_settle_ = kSettlingFrames;
  std::vector<KeyEvent> told_;     // to Dear ImGui, since its last frame
  std::vector<KeyEvent> waiting_;  // for its next one
  char32_t last_key_letter_ = 0;   // what the key of the last key event types without Shift
  OnScreen windowed_;              // where to go back to from full screen
};

}  // namespace twofold::platform
