// A trained network from its folder: manifest.json says what the layers are, .npy files hold the
// weights.
#pragma once

#include <filesystem>

#include "app/io/result.h"
#include "app/model/network/network.h"

namespace twofold::io {

/// The network in a folder. Layers are standard and separable convolutions with a bias and no
/// activation or a leaky ReLU of slope 0.1, max pooling stands between them.
Result<model::TrainedNetwork> load_network(const std::filesystem::path& folder);

/// The face detector that comes with the program.
Result<model::TrainedNetwork> load_face_detector();

}  // namespace twofold::io
