// What stands around the layer: which block, how wide, in how many groups, and what follows each
// stage's sums.
#pragma once

#include "app/ui/window/setting_lines.h"

namespace twofold::ui::inline window {

void block_settings(Frame& frame, SettingLines& lines);

}  // namespace twofold::ui::inline window
