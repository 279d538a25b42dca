#include "app/platform/window.h"

#define GLFW_INCLUDE_NONE  // app/gpu/gl.h has GL's functions
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "app/gpu/gl.h"
#include "app/platform/camera.h"
#include "app/platform/key_names.h"
#include "app/platform/less_motion.h"
#include "app/ui/frame/letters.h"

namespace twofold::platform {
namespace {

constexpr double kBlinkSeconds = 0.25;
constexpr double kHiddenSeconds = 0.1;

Window& window_of(GLFWwindow* window) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(window));
}

io::Error no_window(const std::string& why) {
  return {why + "; `twofold export` draws the same window into a PNG without one", false};
}

io::Error no_display() {
  if (std::getenv("DISPLAY") == nullptr) {
    return no_window("cannot open a window: no display (DISPLAY is not set)");
  }
  return no_window("cannot open a window: the display does not answer");
}

/// The GLFW key that has, on a US keyboard, the letter that this key has on the user's.
int key_of_letter(int key, int scancode) {
  const char* name = named_key(key) ? nullptr : glfwGetKeyName(key, scancode);
  if (name == nullptr) return key;
  const char32_t letter = lower_case(first_code_point(name));
  return letter >= 'a' && letter <= 'z' ? GLFW_KEY_A + static_cast<int>(letter - 'a') : key;
}

/// A window's size, in screen coordinates before the monitor's scale.
struct Size {
  int width = 0;
  int height = 0;
};

/// What was asked for, as far as the screen has room: a window over its edge hides its own
/// controls.
Size fitted(const WindowSettings& settings) {
  Size size{settings.width, settings.height};
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return size;
  Size room;
  glfwGetMonitorWorkarea(monitor, nullptr, nullptr, &room.width, &room.height);
  float scale_x = 1;
  float scale_y = 1;
  glfwGetMonitorContentScale(monitor, &scale_x, &scale_y);
  const auto within = [](int wanted, int pixels, float scale) {
    return pixels > 0 && scale > 0
               ? std::min(wanted, static_cast<int>(static_cast<float>(pixels) / scale))
               : wanted;
  };
  return {within(size.width, room.width, scale_x), within(size.height, room.height, scale_y)};
}

}  // namespace

class Window::Glfw {
 public:
  Glfw() : ok_(glfwInit() == GLFW_TRUE) {}
  ~Glfw() {
    if (ok_) glfwTerminate();
  }
  Glfw(const Glfw&) = delete;
  Glfw& operator=(const Glfw&) = delete;

  bool ok() const { return ok_; }

 private:
  bool ok_;
};

Window::Window(const Appearance& appearance) : Surface(appearance) {}

io::Result<std::unique_ptr<Window>> Window::open(const WindowSettings& settings) {
  std::unique_ptr<Window> window(new Window(settings.appearance));
  window->glfw_ = std::make_unique<Glfw>();
  if (!window->glfw_->ok()) return no_display();

  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  const Size size = fitted(settings);
  window->window_ =
      glfwCreateWindow(size.width, size.height, settings.title.c_str(), nullptr, nullptr);
  if (window->window_ == nullptr) {
    return no_window("cannot open a window: the display offers no OpenGL 3.3");
  }
  const ui::LeastWindow least;
  const float display = window->content_scale();
  glfwSetWindowSizeLimits(window->window_, static_cast<int>(least.width * display),
                          static_cast<int>(least.height * display), GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window->window_);
  glfwSwapInterval(1);
  if (!gpu::load_functions(glfwGetProcAddress)) {
    return no_window("cannot open a window: OpenGL's functions could not be loaded");
  }
  window->start_imgui();
  if (settings.full_screen) window->toggle_full_screen();
  return window;
}

Window::~Window() {
  stop_drawing();
  if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplGlfw_Shutdown();
  if (window_ != nullptr) glfwDestroyWindow(window_);
}

void Window::start_imgui() {
  listen();
  ImGui_ImplGlfw_InitForOpenGL(window_, true);  // chains the callbacks that listen() set
  // The toolkit takes Ctrl+A and the like by places of a US keyboard: it is told the key that has
  // the letter there.
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    window_of(w).on_key(key, scancode, action, mods);
    window_of(w).tell_imgui({key_of_letter(key, scancode), scancode, action, mods});
  });
  start_drawing();
}

void Window::listen() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetCharCallback(window_,
                      [](GLFWwindow* w, unsigned code) { window_of(w).on_character(code); });
  // With Ctrl nothing is typed, but what would be says what the key means: + is Shift and = here.
  glfwSetCharModsCallback(window_, [](GLFWwindow* w, unsigned code, int mods) {
    if ((mods & GLFW_MOD_CONTROL) != 0 && (mods & GLFW_MOD_ALT) == 0)
      window_of(w).on_control_character(code);
  });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    window_of(w).heard();
    window_of(w).dropped_.insert(window_of(w).dropped_.end(), paths, paths + count);
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { window_of(w).heard(); });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { window_of(w).heard(); });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { window_of(w).heard(); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { window_of(w).heard(); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { window_of(w).heard(); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { window_of(w).heard(); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { window_of(w).heard(); });
}

bool Window::should_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void Window::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }

void Window::wait_or_poll(bool animating, std::optional<double> longest) {
  if (glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE) {
    // Swapping does not wait for the display now; something has to.
    glfwWaitEventsTimeout(kHiddenSeconds);
    return;
  }
  if (animating || frames_to_settle_ > 0) {
    glfwPollEvents();
    if (frames_to_settle_ > 0) --frames_to_settle_;
    return;
  }
  if (ImGui::GetIO().WantTextInput) {
    glfwWaitEventsTimeout(kBlinkSeconds);
    return;
  }
  if (longest)
    glfwWaitEventsTimeout(std::max(*longest, 0.001));
  else
    glfwWaitEvents();
  heard();
}

void Window::wake() { glfwPostEmptyEvent(); }

void Window::feed() { ImGui_ImplGlfw_NewFrame(); }

/// Dear ImGui looks at keys once a frame: of a press and a release between two frames it would see
/// neither, and on a slow machine Enter would be lost. What happens to a key after its first change
/// waits for the next frame.
void Window::tell_imgui(const KeyEvent& event) {
  const auto is_same = [&event](const KeyEvent& told) { return told.key == event.key; };
  if (event.action != GLFW_REPEAT && std::any_of(told_.begin(), told_.end(), is_same)) {
    waiting_.push_back(event);
    heard();
    return;
  }
  told_.push_back(event);
  ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.mods);
}

void Window::show() {
  glfwSwapBuffers(window_);
  told_.clear();  // the frame has seen them
  for (const KeyEvent& event : std::exchange(waiting_, {})) tell_imgui(event);
}

ImVec2 Window::size() const {
  int width = 0;
  int height = 0;
  glfwGetWindowSize(window_, &width, &height);
  return {static_cast<float>(width), static_cast<float>(height)};
}

float Window::content_scale() const {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return y > 0 ? y : 1;
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

ui::Surroundings Window::surroundings() const {
  std::error_code none;
  return {.has_camera = std::filesystem::exists(Camera::first_device(), none),
          .moves = !desktop_wants_less_motion(),
          .scale = content_scale()};
}

void Window::toggle_full_screen() {
  heard();
  if (glfwGetWindowMonitor(window_) != nullptr) {
    glfwSetWindowMonitor(window_, nullptr, windowed_.x, windowed_.y, windowed_.width,
                         windowed_.height, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
  if (mode == nullptr) return;
  glfwGetWindowPos(window_, &windowed_.x, &windowed_.y);
  glfwGetWindowSize(window_, &windowed_.width, &windowed_.height);
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Window::on_key(int key, int scancode, int action, int mods) {
  heard();
  if (action == GLFW_RELEASE) return;
  ui::KeyPress press;
  press.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
  press.shift = (mods & GLFW_MOD_SHIFT) != 0;
  press.alt = (mods & GLFW_MOD_ALT) != 0;
  press.repeat = action == GLFW_REPEAT;
  last_key_letter_ = 0;
  if (const std::optional<ui::Key> named = named_key(key)) {
    press.key = *named;
    const bool is_function_key = press.key >= ui::Key::f1 && press.key <= ui::Key::f12;
    const bool is_typing = ImGui::GetIO().WantTextInput && !is_function_key;
    if (!is_typing || press.ctrl || press.alt) keys_.push_back(press);
    if (press.key == ui::Key::space) last_key_letter_ = U' ';
    return;
  }
  const char* name = glfwGetKeyName(key, scancode);
  if (name == nullptr) return;
  last_key_letter_ = shortcut_letter(key, lower_case(first_code_point(name)));
  press.letter = last_key_letter_;
  if (!ImGui::GetIO().WantTextInput || press.ctrl || press.alt) keys_.push_back(press);
}

void Window::on_control_character(unsigned codepoint) {
  const auto typed = static_cast<char32_t>(codepoint);
  if (typed <= U' ' || lower_case(typed) == last_key_letter_) return;
  keys_.push_back({.letter = typed, .ctrl = true});
}

void Window::on_character(unsigned codepoint) {
  heard();
  const auto typed = static_cast<char32_t>(codepoint);
  if (ImGui::GetIO().WantTextInput) return;
  if (lower_case(typed) == last_key_letter_) return;
  ui::KeyPress press;
  press.letter = typed;
  keys_.push_back(press);
}

}  // namespace twofold::platform
