// PGM and PPM, plain (P2, P3) and binary (P5, P6), with any maximum up to 65535.
#pragma once

#include <string_view>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io {

/// The first picture of a PGM or PPM file.
struct Pnm {
  core::Tensor values;  ///< [1,H,W,1] or [1,H,W,3], value / maximum
  int maximum = 255;    ///< as the header states it; above 255 the file has two bytes a value
};

/// Whether the bytes begin as a PGM or PPM file does.
bool is_pnm(std::string_view bytes);

/// The picture in `bytes`; the sentence of an error does not name the file.
Result<Pnm> read_pnm(std::string_view bytes);

}  // namespace twofold::io
