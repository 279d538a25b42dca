// Whether the desktop asks programs to move less: where GTK, KDE and GNOME say so.
#pragma once

#include <filesystem>
#include <string_view>

namespace twofold::platform {

/// Whether a settings file of a desktop says it: gtk-enable-animations (settings.ini of GTK) or
/// AnimationDurationFactor (kdeglobals) is 0 or false.
bool says_less_motion(std::string_view settings);

/// Whether one of these files in the folder of configurations says it ($XDG_CONFIG_HOME, else
/// ~/.config).
bool folder_says_less_motion(const std::filesystem::path& config);

/// The same of this desktop; GNOME and those like it are asked by gsettings, which has no file.
bool desktop_wants_less_motion();

}  // namespace twofold::platform
