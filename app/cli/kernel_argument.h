// A standard kernel as it is named on the command line: a .npy file, "conv0" (the first layer of
// the detector that comes with the program), or a preset.
#pragma once

#include <string>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::cli {

/// The kernel; presets are 5x5 (gabor), else 3x3, from RGB to 16.
io::Result<core::Filter> kernel_argument(const std::string& text, std::uint64_t seed = 1);

}  // namespace twofold::cli
