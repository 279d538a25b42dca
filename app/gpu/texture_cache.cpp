#include "app/gpu/texture_cache.h"

namespace twofold::gpu {

ui::PictureIds TextureCache::sync(const paint::PaintedPictures& pictures) {
  std::erase_if(entries_,
                [&pictures](const auto& entry) { return !pictures.contains(entry.first); });
  ui::PictureIds ids;
  for (const auto& [key, picture] : pictures) {
    auto entry = entries_.find(key);
    if (entry == entries_.end()) {
      entry = entries_.emplace(key, Entry{picture, Texture(*picture)}).first;
    } else if (entry->second.picture != picture) {
      entry->second.texture.update(*picture);
      entry->second.picture = picture;
    }
    ids[key] = entry->second.texture.id();
  }
  return ids;
}

}  // namespace twofold::gpu
