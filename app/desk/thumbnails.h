// Small pictures of what the program brings along, for the list of pictures.
#pragma once

#include "app/model/session/session.h"

namespace twofold::desk {

/// Gives the session the bundled pictures' names and thumbnails.
void add_thumbnails(model::Session& session);

}  // namespace twofold::desk
