// Channels of a stage below each other, each with its name, its picture and its value: what is left
// of a lane that Present folds, and the choice beside the large picture of the one that is wide.
// All are there, or the list says how many are not and shows them on a click.
#pragma once

#include <functional>
#include <string>

#include "app/ui/lanes/picture_view.h"

namespace twofold::ui::inline lanes {

/// What the list is made of; each function is asked for one channel.
struct ChannelList {
  std::string letter;  ///< of the channels' names
  int count = 0;
  int on_path = 0;
  std::function<ImU32(int)> hue;
  /// Draws what stands for the channel; returns its value as text.
  std::function<std::string(const Rect&, int)> draw;
  std::function<void(int)> choose;  ///< called when its name is clicked
  std::function<void(int)> more;    ///< called when those after this one are asked for
  std::string id = {};              ///< before its names in the registry: lanes may share letters
};
void channel_list(Frame& frame, const Rect& room, const ChannelList& list);

ChannelList input_list(Frame& frame);
ChannelList result_list(Frame& frame, int result);  ///< of what a stage makes
ChannelList output_list(Frame& frame);
/// The slices of the chosen output's filter, in a standard convolution.
ChannelList slice_list(Frame& frame);

}  // namespace twofold::ui::inline lanes
