// What the window begins with: what the command line names, else where the last time ended.
#pragma once

#include <filesystem>
#include <optional>

#include "app/desk/start_options.h"

namespace twofold::desk {

struct Beginning {
  model::Session::Start start;
  model::Message says;                               ///< of the start; empty: nothing
  std::optional<std::filesystem::path> left_behind;  ///< by a window that was not closed
};

/// As the texts say. Where they ask for nothing: the layer that a window has left behind in
/// `folder`, else that of the window which was closed last there, else the opening; `fresh` stops
/// at what the texts say. A layer that cannot be had is said and does not keep the program from
/// starting.
io::Result<Beginning> beginning(const StartTexts& texts, bool fresh,
                                const std::optional<std::filesystem::path>& folder);

}  // namespace twofold::desk
