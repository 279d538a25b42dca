// What the program remembers from one start to the next: how it looks, which pictures were opened.
// $XDG_CONFIG_HOME/twofold/settings.json (else ~/.config/twofold/settings.json). A file that is
// broken, or from another version, counts for nothing: what cannot be read is as at first.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "app/io/result.h"
#include "app/model/state/view_state.h"

namespace twofold::io {

/// The part of the look that is remembered.
struct Settings {
  model::ThemeChoice theme = model::ThemeChoice::dark;
  float ui_zoom = 0;
  bool less_motion = false;
  std::array<float, 3> lane_splits = model::ViewState{}.lane_splits;
  float bottom_split = model::ViewState{}.bottom_split;
  std::vector<std::string> recent_pictures;

  bool operator==(const Settings&) const = default;
};

Settings settings_of(const model::ViewState& view);
void apply_settings(const Settings& settings, model::ViewState& view);

/// Where the settings are kept; nothing where there is neither XDG_CONFIG_HOME nor HOME.
std::optional<std::filesystem::path> settings_path();

/// The settings in a file; what is missing or cannot be is as at first.
Settings load_settings(const std::filesystem::path& path);

/// The settings in a file's text.
Settings read_settings(std::string_view text);

/// Replaces the file as a whole; makes the folder.
Result<Done> save_settings(const std::filesystem::path& path, const Settings& settings);

}  // namespace twofold::io
