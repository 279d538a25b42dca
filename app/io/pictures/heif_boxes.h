// The boxes of a HEIC or AVIF file, as far as libheif does not tell of them.
#pragma once

#include <string_view>

namespace twofold::io::inline pictures {

struct HeifBoxes {
  bool turned = false;           ///< it says itself how it is to be turned or mirrored (irot, imir)
  bool grey = false;             ///< a picture in it (perhaps the alpha of another) is grey
  bool goes_in_circles = false;  ///< an item is made of itself, which libheif would do without end
};

HeifBoxes heif_boxes(std::string_view bytes);

}  // namespace twofold::io::inline pictures
