// The desktop's own dialog for opening a file.
#pragma once

#include <string>
#include <vector>

#include "app/model/session/session.h"

namespace twofold::desk {

/// What is chosen in the first dialog that is installed (zenity, kdialog); blocks while it is
/// open. Where there is none, the status bar says so.
std::vector<std::string> choose_by_dialog(model::Session& session);

}  // namespace twofold::desk
