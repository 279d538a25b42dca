// What comes with the program: pictures and trained filters, wherever it is installed.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/io/pictures/picture_file.h"
#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io {

/// The folder of the assets: what the environment's TWOFOLD_ASSETS names, else ../share/twofold as
/// seen from the program, else the source tree that it was built from.
Result<std::filesystem::path> assets_folder();

/// The bundled pictures' files, by name; empty if there are none.
std::vector<std::filesystem::path> bundled_pictures();

/// The picture in one of these. It comes with the program, so nothing has to be fenced off from it
/// (pictures/fenced_picture.h), and at the start there are a dozen.
Result<Picture> load_bundled_file(const std::filesystem::path& file);

/// The bundled picture of this name ("citrus").
Result<Picture> load_bundled_picture(std::string_view name);

/// The first layer of a small trained face detector (RGB, 3x3, 16 outputs, leaky ReLU) as a
/// separable layer of multiplier 1, 2, 4 or 8: its best approximation, the closer the larger the
/// multiplier.
Result<core::Filters> learned_filters(int multiplier = 8);

/// The trained standard filter [3,3,3,16] that those approximate.
Result<core::Filter> trained_standard_filter();

}  // namespace twofold::io
