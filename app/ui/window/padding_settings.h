// Where zeros stand around the picture: as SAME or VALID say, whoever's SAME it is, or as many as
// are typed for each side.
#pragma once

#include "app/ui/window/setting_lines.h"

namespace twofold::ui::inline window {

void padding_settings(Frame& frame, SettingLines& lines);

}  // namespace twofold::ui::inline window
