// Where x comes from: the pictures, channels made of them, a test picture, noise.
#pragma once

#include "app/ui/window/setting_lines.h"

namespace twofold::ui::inline window {

void input_settings(Frame& frame, SettingLines& lines);

}  // namespace twofold::ui::inline window
