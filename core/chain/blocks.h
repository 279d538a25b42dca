// The blocks around a separable convolution that networks are made of, each as a list of stages.
#pragma once

#include <span>
#include <string_view>

#include "core/chain/stage.h"

namespace twofold::core {
inline namespace chain {

/// What a block is made for. Kernel, strides, dilations and zeros are those of its spatial stage.
struct BlockSettings {
  Layer layer;
  int in_channels = 3;
  int expansion = 1;  ///< of blocks that widen: channels inside over channels outside
  int groups = 1;     ///< of a grouped convolution
};

/// One row of the table.
struct Block {
  std::string_view name;         ///< in files and on the command line: "inverted-residual"
  std::string_view title;        ///< on a control: "Inverted residual"
  std::string_view says;         ///< one sentence: what stands between and around the folds
  std::string_view source;       ///< where it was published
  Extent kernel{3, 3};           ///< that it was published with
  Extent strides{1, 1};          ///< likewise
  int channel_multiplier = 1;    ///< likewise
  int out_channels = 0;          ///< likewise; 0 where it was published with many
  int expansion = 0;             ///< likewise; 0 where it does not widen
  bool keeps_channels = false;   ///< as many channels come out as go in
  bool takes_multiplier = true;  ///< its depthwise stage may make several of each channel
  bool takes_groups = false;
  Chain (*make)(const BlockSettings& settings) = nullptr;
};

/// All of them; the separable convolution of tf.nn comes first.
std::span<const Block> blocks();

/// The block of this name, or null.
const Block* find_block(std::string_view name);

}  // namespace chain
}  // namespace twofold::core
