// `twofold [PICTURE ...]`: the window. From a slider to a texture in one loop.
#include <chrono>
#include <memory>

#include "app/desk/commands.h"
#include "app/desk/live_window.h"
#include "app/desk/remembered_settings.h"
#include "app/desk/start.h"
#include "app/desk/system_dialog.h"
#include "app/desk/thumbnails.h"
#include "app/desk/world.h"
#include "app/platform/window.h"

namespace twofold::desk {
namespace {

/// How long a frame waits for numbers before it shows the last ones: a drag that can be followed at
/// once never shows old pictures.
constexpr std::chrono::milliseconds kPatience{12};

void run_loop(model::Session& session, platform::Window& window, RememberedSettings& settings) {
  LiveWindow live(window);
  WindowHooks hooks;
  hooks.toggle_full_screen = [&] { window.toggle_full_screen(); };
  hooks.quit = [&] { window.close(); };
  hooks.choose_files = open_by_dialog;
  while (!window.should_close()) {
    window.wait_or_poll(session.is_busy());
    if (const auto dropped = window.take_dropped(); !dropped.empty()) open_paths(session, dropped);
    const ui::DrawnFrame drawn = live.frame(session, kPatience);
    session.want(drawn.wanted);
    session.apply(drawn.edits);
    carry_out(session, drawn.edits.of_world, hooks);
    if (!ImGui::IsAnyMouseDown() && settings.keep(session)) hooks.settings_kept();
  }
}

struct WindowTexts {
  StartTexts start;
  std::string theme;  ///< or empty: as remembered
};

io::Result<io::Done> run_window(const WindowTexts& texts) {
  io::Result<model::Session::Start> start = make_start(texts.start);
  if (!start) return start.error();
  RememberedSettings remembered;
  model::ViewState& view = start.value().view;
  remembered.apply(view);
  if (!texts.theme.empty()) {
    const io::Result<model::ThemeChoice> theme = read_theme(texts.theme);
    if (!theme) return theme.error();
    view.theme = *theme;
  }
  platform::WindowSettings settings;
  settings.look =
      look_of(view, {static_cast<float>(settings.width), static_cast<float>(settings.height)});
  io::Result<std::unique_ptr<platform::Window>> window = platform::Window::open(settings);
  if (!window) return window.error();
  start.value().wake = [] { platform::Window::wake(); };
  model::Session session(std::move(start).value());
  add_thumbnails(session);
  if (const auto made = first_numbers(session); !made) return made.error();
  remember_pictures(session);
  session.say({picture_facts(session.library(), session.document().batch), false});
  run_loop(session, *window.value(), remembered);
  remembered.keep(session);
  return io::Done{};
}

}  // namespace

cli::Command window_command(CLI::App& program) {
  const auto texts = std::make_shared<WindowTexts>();
  add_start_options(program, texts->start);
  program.add_option("--theme", texts->theme, "dark or light; else as last time")
      ->type_name("dark|light");
  return {&program, [texts] { return run_window(*texts); }};
}

}  // namespace twofold::desk
