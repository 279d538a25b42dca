// How a session begins as the command line says it: the same for the window, for export and for
// measurements.
#pragma once

#include <string>
#include <vector>

#include "app/cli/layer_options.h"
#include "app/desk/start.h"
#include "app/io/result.h"
#include "app/model/session/session.h"

namespace twofold::desk {

/// What the command line said.
struct StartTexts {
  std::vector<std::string> pictures;  ///< paths, bundled names, or one document file (.json)
  cli::LayerTexts layer;
  std::string pin;          ///< STAGE,ROW,COLUMN,CHANNEL, or empty
  std::string batch_index;  ///< or empty
  bool grey = false;        ///< the pictures are reduced to one channel
  Missing missing = Missing::refused;

  bool operator==(const StartTexts&) const = default;
};

/// A session's start; a sentence about the first thing that does not work. `says` (may be null)
/// takes a sentence about what stands in for what is gone.
io::Result<model::Session::Start> make_start(const StartTexts& texts, std::string* says = nullptr);

/// "dark" or "light".
io::Result<model::ThemeChoice> read_theme(const std::string& text);

/// Adds the options that make_start reads.
void add_start_options(CLI::App& command, StartTexts& texts);

/// Adds `--replay FILE`, which begins where the recording does: none of the options that are there
/// so far goes with it.
void add_replay_option(CLI::App& command, std::string& file);

}  // namespace twofold::desk
