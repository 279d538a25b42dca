#include "app/page/canvas.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/page/page_calls.h"

namespace twofold::page {
namespace {

using ui::Key;

struct NamedKey {
  std::string_view name;
  Key key;
  std::optional<ImGuiKey> imgui;
};

constexpr std::array<NamedKey, 15> kNamed = {{
    {"ArrowLeft", Key::left, ImGuiKey_LeftArrow},
    {"ArrowRight", Key::right, ImGuiKey_RightArrow},
    {"ArrowUp", Key::up, ImGuiKey_UpArrow},
    {"ArrowDown", Key::down, ImGuiKey_DownArrow},
    {"Escape", Key::escape, ImGuiKey_Escape},
    {"Enter", Key::enter, ImGuiKey_Enter},
    {" ", Key::space, ImGuiKey_Space},
    {"Tab", Key::tab, ImGuiKey_Tab},
    {"PageUp", Key::page_up, ImGuiKey_PageUp},
    {"PageDown", Key::page_down, ImGuiKey_PageDown},
    {"Home", Key::home, ImGuiKey_Home},
    {"End", Key::end, ImGuiKey_End},
    {"Backspace", Key::backspace, ImGuiKey_Backspace},
    {"Delete", Key::del, ImGuiKey_Delete},
    {"F1", Key::f1, std::nullopt},
}};

std::optional<Key> named_key(std::string_view name) {
  for (const NamedKey& named : kNamed)
    if (named.name == name) return named.key;
  if (name.size() < 2 || name[0] != 'F') return std::nullopt;
  int number = 0;
  for (const char c : name.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  if (number < 1 || number > 12) return std::nullopt;
  return static_cast<Key>(static_cast<int>(Key::f1) + number - 1);
}

/// What Dear ImGui takes keys for: moving in text, and copying it.
std::optional<ImGuiKey> imgui_key(const PageKey& key) {
  for (const NamedKey& named : kNamed)
    if (named.name == key.name) return named.imgui;
  switch (key.base) {
    case U'a': return ImGuiKey_A;
    case U'c': return ImGuiKey_C;
    case U'v': return ImGuiKey_V;
    case U'x': return ImGuiKey_X;
    case U'y': return ImGuiKey_Y;
    case U'z': return ImGuiKey_Z;
    default: return std::nullopt;
  }
}

}  // namespace

io::Result<std::unique_ptr<Canvas>> Canvas::open(const platform::Appearance& appearance,
                                                 const CanvasSize& size, const Browser& browser) {
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = false;
  wanted.depth = false;
  wanted.antialias = false;
  const int context = emscripten_webgl_create_context("#canvas", &wanted);
  if (context <= 0) return io::Error{"this browser offers no WebGL 2, with which Twofold draws"};
  emscripten_webgl_make_context_current(context);
  std::unique_ptr<Canvas> window(new Canvas(appearance, size, browser));
  window->context_ = context;
  window->start_imgui();
  return window;
}

Canvas::~Canvas() {
  stop_drawing();
  emscripten_webgl_destroy_context(context_);
}

void Canvas::start_imgui() {
  ImGuiIO& io = ImGui::GetIO();
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.SetClipboardTextFn = [](void*, const char* text) { copy_text(text); };
  io.GetClipboardTextFn = [](void*) {
    static std::string text;
    text = pasted_text();
    return text.c_str();
  };
  start_drawing();
}

void Canvas::feed() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size();
  const double now = emscripten_get_now() / 1000;
  // A frame after a pause, and one that a coarse clock puts at the time of the last.
  constexpr double kLeast = 1e-3;
  constexpr double kMost = 0.1;
  io.DeltaTime = last_frame_ == 0
                     ? 1.0f / 60
                     : static_cast<float>(std::clamp(now - last_frame_, kLeast, kMost));
  last_frame_ = now;
  input_.feed(io);
  if (frames_to_settle_ > 0) --frames_to_settle_;
  // The last frame's, which is the first that is known.
  if (const int cursor = ImGui::GetMouseCursor(); cursor != cursor_) set_cursor(cursor_ = cursor);
}

void Canvas::key_down(const PageKey& key) {
  heard();
  input_.modifiers(key.ctrl, key.shift, key.alt);
  if (const auto imgui = imgui_key(key); imgui && !key.repeat) input_.key(*imgui, true);
  const bool is_typing = ImGui::GetIO().WantTextInput;
  ui::KeyPress press{Key::character, 0, key.ctrl, key.shift, key.alt, key.repeat};
  if (const std::optional<Key> named = named_key(key.name)) {
    press.key = *named;
    const bool is_function_key = press.key >= Key::f1 && press.key <= Key::f12;
    if (!is_typing || is_function_key || key.ctrl || key.alt) keys_.push_back(press);
    return;
  }
  if (key.base == 0 || (is_typing && !key.ctrl && !key.alt)) return;
  press.letter = key.base;
  keys_.push_back(press);
  // What the key means with Shift, told apart: see ui::KeyPress.
  if (key.typed != key.base && key.typed != 0)
    keys_.push_back({Key::character, key.typed, key.ctrl, false, false, false});
}

void Canvas::key_up(const PageKey& key) {
  heard();
  input_.modifiers(key.ctrl, key.shift, key.alt);
  if (const auto imgui = imgui_key(key)) input_.key(*imgui, false);
}

void Canvas::resize(const CanvasSize& size) {
  size_ = size;
  heard();
}

ImVec2 Canvas::size() const {
  return {static_cast<float>(size_.width), static_cast<float>(size_.height)};
}

ui::Surroundings Canvas::surroundings() const {
  constexpr float kFinger = 44;  // pixels of the page that a fingertip meets for sure
  return {.has_folders = false,
          .can_quit = false,
          .has_links = true,
          .has_camera = browser_.has_camera,
          .moves = !browser_.wants_less_motion,
          .least_control = browser_.is_touched ? kFinger * size_.scale : 0,
          .scale = size_.scale};
}

void Canvas::toggle_full_screen() { page::toggle_full_screen(); }

}  // namespace twofold::page
