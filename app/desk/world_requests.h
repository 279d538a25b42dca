// Carries out what the window asks of the world: opens and saves files, fills the clipboard, reads
// set-up lines. Whatever fails is one sentence in the status bar; nothing is lost.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/model/session/session.h"

namespace twofold::desk {

/// What only the real window can do.
struct WindowHooks {
  std::function<void()> toggle_full_screen = [] {};
  std::function<void()> quit = [] {};
  /// Lets the user choose files. Those that are chosen at once come back; where that is later, they
  /// come as if they had been dropped.
  std::function<std::vector<std::string>(model::Session&)> choose_files = [](model::Session&) {
    return std::vector<std::string>();
  };
  /// Shows the camera's pictures, or stops at the last one.
  std::function<void(model::Session&)> toggle_camera = [](model::Session&) {};
  /// Gives the user a file or folder that was written; returns how to say where it is.
  std::function<std::string(const std::filesystem::path&)> hand_over =
      [](const std::filesystem::path& path) { return path.string(); };
  /// The address that restores a set-up.
  std::function<std::string(const std::string& line)> link_to = [](const std::string& line) {
    return line;
  };
  /// The settings file has been written.
  std::function<void()> settings_kept = [] {};
};

/// Opens pictures (a batch) or one document.
void open_paths(model::Session& session, const std::vector<std::string>& paths);

/// Puts files first in the list of recent ones.
void remember(model::Session& session, const std::vector<std::string>& paths);

/// Puts the files of the open pictures first in the list of recent ones.
void remember_pictures(model::Session& session);

/// Carries out what a frame asked of the world. What needs numbers that are still being computed
/// comes back, and so does what follows from a request: both are to be asked for in a later frame.
[[nodiscard]] std::vector<model::WorldRequest> carry_out(
    model::Session& session, const std::vector<model::WorldRequest>& requests,
    const WindowHooks& hooks);

}  // namespace twofold::desk
