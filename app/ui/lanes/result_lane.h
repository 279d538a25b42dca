// What lane 4 shows: the outputs of the operation on stage, by which tensor, and which of them is
// chosen. Separable: y; regular: the standard convolution's y; depthwise: z itself.
#pragma once

#include <string>
#include <vector>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

struct ResultLane {
  model::SharedTensor tensor;
  paint::PictureKind kind = paint::PictureKind::result;
  int result = model::kOutput;
  std::string letter = "y";  ///< of the channels' names: y0, z3
  std::string tells;         ///< what these are, in a few words
  std::string brief;         ///< in fewer words
  int chosen = 0;            ///< the channel on the looked-at path
  const std::vector<bool>* lit = nullptr;

  paint::PictureKey key(int channel) const { return {kind, channel, result}; }
  std::string name(int channel) const { return letter + std::to_string(channel); }
};

ResultLane result_lane(const Frame& frame);

}  // namespace twofold::ui::inline lanes
