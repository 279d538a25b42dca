// The numbers behind a stage's sums, channel by channel: biases, and what a normalisation was
// trained to.
#pragma once

#include "app/ui/window/setting_lines.h"
#include "core/chain/stage.h"

namespace twofold::ui::inline window {

/// For the stages of `list`, as they are before anything is folded; nothing where there is none
/// whose numbers could be typed.
void after_settings(Frame& frame, SettingLines& lines, const core::Chain& list);

}  // namespace twofold::ui::inline window
