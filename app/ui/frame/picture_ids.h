// The textures that stand for the model's pictures. ui only names them; a renderer (gpu, raster)
// makes them and gives each a value that only it understands.
#pragma once

#include <imgui.h>

#include <map>

#include "app/paint/pictures.h"

namespace twofold::ui::inline frame {

using PictureIds = std::map<paint::PictureKey, ImTextureID>;

}  // namespace twofold::ui::inline frame
