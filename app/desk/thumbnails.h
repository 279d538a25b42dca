// Small pictures of what the program brings along, for the list of pictures.
#pragma once

#include <filesystem>

#include "app/model/session/session.h"

namespace twofold::desk {

/// Gives the session the name and the thumbnail of a picture that comes with the program.
void add_thumbnail(model::Session& session, const std::filesystem::path& path);

/// Gives the session the bundled pictures' names and thumbnails.
void add_thumbnails(model::Session& session);

}  // namespace twofold::desk
