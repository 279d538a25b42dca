// `twofold [PICTURE ...]`: the window. From a slider to a texture in one loop.
#include <memory>
#include <optional>

#include "app/desk/commands.h"
#include "app/desk/open_window.h"
#include "app/desk/start.h"
#include "app/desk/system_dialog.h"
#include "app/platform/window.h"

namespace twofold::desk {
namespace {

struct WindowTexts {
  StartTexts start;
  std::string theme;   ///< or empty: as remembered
  std::string record;  ///< file, or empty
  std::string replay;  ///< likewise
};

/// As the command line and the settings say, or where a recording begins.
io::Result<model::Session::Start> window_start(const WindowTexts& texts,
                                               const RememberedSettings& remembered,
                                               const std::optional<io::Recording>& recording) {
  if (recording) return replayed_start(recording->start, texts.replay);
  io::Result<model::Session::Start> start = make_start(texts.start);
  if (!start) return start;
  model::ViewState& view = start.value().view;
  remembered.apply(view);
  if (texts.theme.empty()) return start;
  const io::Result<model::ThemeChoice> theme = read_theme(texts.theme);
  if (!theme) return theme.error();
  view.theme = *theme;
  return start;
}

io::Result<io::Done> run_window(const WindowTexts& texts) {
  std::optional<io::Recording> recording;
  if (!texts.replay.empty()) {
    io::Result<io::Recording> loaded = io::load_recording(texts.replay);
    if (!loaded) return loaded.error();
    recording = std::move(loaded).value();
  }
  RememberedSettings remembered;
  io::Result<model::Session::Start> start = window_start(texts, remembered, recording);
  if (!start) return start.error();
  const model::ViewState& view = start.value().view;
  platform::WindowSettings settings;
  if (recording) {
    settings.width = recording->start.width;
    settings.height = recording->start.height;
  }
  settings.look =
      look_of(view, {static_cast<float>(settings.width), static_cast<float>(settings.height)});
  io::Result<std::unique_ptr<platform::Window>> window = platform::Window::open(settings);
  if (!window) return window.error();
  start.value().wake = [] { platform::Window::wake(); };
  WindowHooks hooks;
  hooks.toggle_full_screen = [&] { window.value()->toggle_full_screen(); };
  hooks.quit = [&] { window.value()->close(); };
  hooks.choose_files = choose_by_dialog;
  OpenWindow open(std::move(start).value(), *window.value(), hooks, remembered);
  if (!texts.record.empty())
    if (const auto begun = open.record(texts.record); !begun) return begun;
  if (recording) open.replay(std::move(*recording));
  while (!window.value()->should_close()) {
    window.value()->wait_or_poll(open.is_busy());
    open.frame();
  }
  return io::Done{};
}

}  // namespace

cli::Command window_command(CLI::App& program) {
  const auto texts = std::make_shared<WindowTexts>();
  add_start_options(program, texts->start);
  program.add_option("--theme", texts->theme, "dark or light; else as last time")
      ->type_name("dark|light");
  program
      .add_option("--record", texts->record,
                  "Write down all that is asked for in the window, for --replay")
      ->type_name("FILE");
  add_replay_option(program, texts->replay);
  return {&program, [texts] { return run_window(*texts); }};
}

}  // namespace twofold::desk
