// The flattened picture that a Photoshop file carries beside its layers: grey or RGB, 8 or 16 bit,
// raw or run-length packed.
#pragma once

#include <string_view>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io {

/// The flattened picture. Photoshop lays it on white itself, so alpha is only looked at for pixels
/// that are not there at all.
struct Psd {
  core::Tensor values;  ///< [1,H,W,1] or [1,H,W,3], sample / 255 or / 65535
  int bits = 8;         ///< 8 or 16
  bool had_alpha = false;
};

/// Whether the bytes begin as a Photoshop file does.
bool is_psd(std::string_view bytes);

/// The flattened picture in `bytes`; the sentence of an error does not name the file.
Result<Psd> read_psd(std::string_view bytes);

}  // namespace twofold::io
