// Everything on the screen as files: the window, every channel, cost and layer as JSON.
#pragma once

#include <filesystem>

#include "app/io/recording.h"
#include "app/io/result.h"
#include "app/model/session/session.h"

namespace twofold::desk {

struct ExportSettings {
  std::filesystem::path folder;  ///< made if it is not there
  int width = 1920;              ///< of window.png
  int height = 1080;
  io::WindowCards cards;  ///< which cards are open in it
};

/// Writes window.png, input_NN.png, depthwise_NN.png, output_NN.png (as displayed, each at its own
/// size), layer.json and cost.json.
io::Result<io::Done> export_all(model::Session& session, const ExportSettings& settings);

}  // namespace twofold::desk
