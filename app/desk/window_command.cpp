// `twofold [PICTURE ...]`: the window. From a slider to a texture in one loop.
#include <fmt/format.h>

#include <exception>
#include <memory>
#include <new>
#include <optional>

#include "app/desk/beginning.h"
#include "app/desk/camera_picture.h"
#include "app/desk/commands.h"
#include "app/desk/end_signals.h"
#include "app/desk/open_window.h"
#include "app/desk/replay.h"
#include "app/desk/start_options.h"
#include "app/desk/system_dialog.h"
#include "app/io/settings_file.h"
#include "app/platform/camera.h"
#include "app/platform/window.h"

namespace twofold::desk {
namespace {

struct WindowTexts {
  StartTexts start;
  std::string theme;   ///< or empty: as remembered
  std::string record;  ///< file, or empty
  std::string replay;  ///< likewise
  bool fresh = false;  ///< begins with the opening, not where the last time ended
};

/// The folder of the settings, where there is one.
std::optional<std::filesystem::path> kept_folder() {
  const auto settings = io::settings_path();
  return settings ? std::optional(settings->parent_path()) : std::nullopt;
}

/// As the command line and the settings say, or where a recording begins.
io::Result<Beginning> window_beginning(const WindowTexts& texts,
                                       const RememberedSettings& remembered,
                                       const std::optional<io::Recording>& recording) {
  if (recording) {
    io::Result<model::Session::Start> start = replayed_start(recording->start, texts.replay);
    if (!start) return start.error();
    return Beginning{std::move(start).value(), {}, {}};
  }
  io::Result<Beginning> found = beginning(texts.start, texts.fresh, kept_folder());
  if (!found) return found;
  model::ViewState& view = found.value().start.view;
  remembered.apply(view);
  if (texts.theme.empty()) return found;
  const io::Result<model::ThemeChoice> theme = read_theme(texts.theme);
  if (!theme) return theme.error();
  view.theme = *theme;
  return found;
}

/// What happened, and where the layer is that was being worked on.
io::Error ended_by(const std::string& what, const std::optional<std::filesystem::path>& kept) {
  if (!kept) return {what, false};
  return {fmt::format("{}; the layer is kept in {}, and the next start begins with it", what,
                      kept->string()),
          false};
}

/// The camera, while it is shown.
class Filming {
 public:
  void toggle(model::Session& session) {
    if (camera_) {
      camera_.reset();
      return session.say({"The camera is off, its last picture stays", false});
    }
    auto opened = platform::Camera::open(platform::Camera::first_device());
    if (!opened) return session.say({opened.error().sentence, true});
    camera_ = std::move(opened).value();
    session.say({"The camera is on; C keeps its picture", false});
  }

  bool is_on() const { return camera_ != nullptr; }

  void show_newest(OpenWindow& open) {
    if (!camera_) return;
    if (const auto picture = camera_->take())
      open.show_live(camera_picture(picture->pixels.data(), picture->width, picture->height, 3));
    if (!camera_->is_gone()) return;
    camera_.reset();
    open.say({"The camera has been pulled out, its last picture stays", true});
  }

 private:
  std::unique_ptr<platform::Camera> camera_;
};

/// The loop, and the last net: whatever ends it, the work is kept.
io::Result<io::Done> run_until_closed(OpenWindow& open, platform::Window& window,
                                      const EndSignals& signals, Filming& filming) {
  try {
    while (!window.should_close() && !signals.have_come()) {
      window.wait_or_poll(open.is_busy() || filming.is_on(), open.work_due_in());
      filming.show_newest(open);
      open.frame();
    }
  } catch (const std::bad_alloc&) {
    return ended_by("there is not enough memory to go on", open.keep_work_now());
  } catch (const std::exception& error) {
    return ended_by(
        fmt::format("something happened that the program does not know ({}); please report it",
                    error.what()),
        open.keep_work_now());
  }
  if (signals.have_come())
    open.keep_work_now();
  else
    open.close_work();
  return io::Done{};
}

io::Result<io::Done> run_window(const WindowTexts& texts) {
  std::optional<io::Recording> recording;
  if (!texts.replay.empty()) {
    io::Result<io::Recording> loaded = io::load_recording(texts.replay);
    if (!loaded) return loaded.error();
    recording = std::move(loaded).value();
  }
  RememberedSettings remembered;
  io::Result<Beginning> found = window_beginning(texts, remembered, recording);
  if (!found) return found.error();
  model::Session::Start& start = found.value().start;
  platform::WindowSettings settings;
  if (recording) {
    settings.width = recording->start.width;
    settings.height = recording->start.height;
  }
  settings.appearance = appearance_of(
      start.view, {static_cast<float>(settings.width), static_cast<float>(settings.height)});
  // Before the first thread: it would take a signal that ends the program on the spot.
  const EndSignals signals([] { platform::Window::wake(); });
  io::Result<std::unique_ptr<platform::Window>> window = platform::Window::open(settings);
  if (!window) return window.error();
  start.wake = [] { platform::Window::wake(); };
  WindowHooks hooks;
  hooks.toggle_full_screen = [&] { window.value()->toggle_full_screen(); };
  hooks.quit = [&] { window.value()->close(); };
  hooks.choose_files = choose_by_dialog;
  Filming filming;
  hooks.toggle_camera = [&](model::Session& session) { filming.toggle(session); };
  OpenWindow open(std::move(start), *window.value(), hooks, remembered);
  if (!texts.record.empty())
    if (const auto begun = open.record(texts.record); !begun) return begun;
  if (const auto folder = kept_folder(); folder && !recording) open.keep_work(*folder);
  if (found->left_behind) open.offer_work(*found->left_behind);
  if (!found->says.text.empty()) open.say(found->says);
  if (recording) open.replay(std::move(*recording));
  return run_until_closed(open, *window.value(), signals, filming);
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
  program.add_flag("--fresh", texts->fresh,
                   "Begin with the opening, not where the last time ended");
  texts->start.missing = Missing::stands_in;
  add_replay_option(program, texts->replay);
  return {&program, [texts] { return run_window(*texts); }};
}

}  // namespace twofold::desk
