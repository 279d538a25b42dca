// What a reader takes out of a file, before it is turned upright and named.
#pragma once

#include <string>
#include <string_view>

#include "core/tensor.h"

namespace twofold::io::inline pictures {

/// A picture as it is stored.
struct StoredPicture {
  core::Tensor values;     ///< [1,H,W,1] for grey, [1,H,W,3] for colour; in [0, 1]
  int bits = 8;            ///< a channel in the file: 8 or 16
  bool had_alpha = false;  ///< the file has an alpha channel (which may be opaque everywhere)
  int orientation = 1;     ///< 1 to 8, as EXIF counts
  std::string made_of;     ///< what was done to it, parted by commas; empty for nothing

  /// Adds to what was done.
  void note(std::string_view what) {
    if (!made_of.empty()) made_of += ", ";
    made_of += what;
  }
};

}  // namespace twofold::io::inline pictures
