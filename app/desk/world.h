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
  /// Lets the user choose files, now or later, and opens them.
  std::function<void(model::Session&)> choose_files = [](model::Session&) {};
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

/// Puts the files of the open pictures first in the list of recent ones.
void remember_pictures(model::Session& session);

/// Carries out what a frame asked of the world.
void carry_out(model::Session& session, const std::vector<model::WorldRequest>& requests,
               const WindowHooks& hooks);

}  // namespace twofold::desk
