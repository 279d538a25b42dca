// Which picture is open large, of which channels, and in which words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline large {

struct LargePicture {
  paint::PictureKey key;
  model::SharedTensor tensor;
  int result = model::kOutput;
  std::string letter;         ///< of the result: "z"
  std::vector<int> channels;  ///< one, or those that are red, green and blue

  bool is_colour() const { return channels.size() > 1; }
  /// "x0 R", "z3", "y1".
  std::string channel_name(int channel) const;
};

/// What ViewState::large stands for, its channel inside the layer as it is now; nothing when the
/// numbers that it shows are not computed.
std::optional<LargePicture> large_picture(const Frame& frame);

/// What the picture shows: "z1 = filter 0 of x1 G".
std::string large_title(const Frame& frame, const LargePicture& large);

/// The hue in which a channel of the picture is named and drawn.
ImU32 large_hue(const Frame& frame, const LargePicture& large, int channel);

/// The next (`by` 1) or previous (-1) picture in the order of the data: photograph, x, then each
/// result; round at the ends. A picture must be open.
paint::PictureKey large_neighbour(const Frame& frame, int by);

}  // namespace twofold::ui::inline large
