// The words that stand after options: sizes joined by x, whole numbers, names. Every reader returns
// the value or a sentence that names the option, shows what was given and an example.
#pragma once

#include <cstdint>
#include <string>

#include "app/io/result.h"
#include "core/shape.h"

namespace twofold::cli {

/// An option as it was given: its name ("--kernel") and its text ("3x3").
struct Given {
  std::string option;
  std::string text;
};

/// "3x5": height x width, each at least 1.
io::Result<core::Extent> height_x_width(const Given& given);

/// "1920x1080": width x height, each at least 1 (as picture sizes are written).
io::Result<core::Extent> width_x_height(const Given& given);

/// "1x112x112x32": batch x height x width x channels, each at least 1.
io::Result<core::Shape> batch_x_height_x_width_x_channels(const Given& given);

/// A whole number from 1 up.
io::Result<int> positive(const Given& given);

/// A number from 0 up (above 0 if `positive_only`).
io::Result<double> real(const Given& given, bool positive_only = false);

/// A whole number from 0 up, with all 64 bits.
io::Result<std::uint64_t> seed(const Given& given);

/// "0,1,0,1": zeros above, below, left and right of the picture, each at least 0.
io::Result<core::Pads> top_bottom_left_right(const Given& given);

/// "same" or "valid", upper or lower case.
io::Result<core::Padding> padding(const Given& given);

}  // namespace twofold::cli
