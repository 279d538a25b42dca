// Keeps the settings file in step with the look while the window is open.
#pragma once

#include <filesystem>
#include <optional>

#include "app/io/settings_file.h"
#include "app/model/session/session.h"

namespace twofold::desk {

class RememberedSettings {
 public:
  /// Reads the file that settings_path() names, if there is one.
  RememberedSettings();

  /// Puts what is remembered into a look.
  void apply(model::ViewState& view) const { io::apply_settings(kept_, view); }

  /// Writes the file if the look has changed, and says whether it did. A file that cannot be
  /// written is said once.
  bool keep(model::Session& session);

 private:
  std::optional<std::filesystem::path> path_;
  io::Settings kept_;
};

}  // namespace twofold::desk
