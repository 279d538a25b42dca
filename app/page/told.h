// What the window shows, in words: for those who do not see the canvas.
#pragma once

#include <string>

#include "app/model/session/session.h"

namespace twofold::page {

/// The set-up, the shapes, the pinned value, the cost, and what the status line says.
std::string told(const model::Session& session);

}  // namespace twofold::page
