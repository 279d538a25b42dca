// The textures of the pictures that the window shows: the only place where textures are made or
// freed.
#pragma once

#include <map>
#include <memory>

#include "app/gpu/texture.h"
#include "app/paint/pictures.h"
#include "app/ui/frame/picture_ids.h"

namespace twofold::gpu {

class TextureCache {
 public:
  /// Makes the card hold exactly these pictures, uploading those whose pointer changed, and returns
  /// an id for each: valid until the next call. Needs the GL context to be current.
  ui::PictureIds sync(const paint::PaintedPictures& pictures);

 private:
  struct Entry {
    std::shared_ptr<const paint::Rgba8> picture;
    Texture texture;
  };
  std::map<paint::PictureKey, Entry> entries_;
};

}  // namespace twofold::gpu
