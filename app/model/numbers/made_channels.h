// Channels made of a picture, for layers that want more of them than it has: its colours, its
// edges, blurs of it, each with a name. After the last the same follow of a smoother picture.
#pragma once

#include <string>

#include "core/tensor.h"

namespace twofold::model::inline numbers {

/// What channel q is: "edges", or "edges, smoothed over 3x3".
std::string made_channel_name(int q);

/// One picture [1,H,W,1 or 3] as `channels` channels.
core::Tensor made_channels(const core::Tensor& picture, int channels);

}  // namespace twofold::model::inline numbers
