#include "app/model/state/picture_library.h"

namespace twofold::model::inline state {

PictureRef PictureLibrary::add(LibraryPicture picture) {
  const core::Shape shape = picture.values.shape;
  const PictureRef ref{next_++, shape.width, shape.height, shape.channels, picture.name};
  pictures_[ref.id] = {ref, std::make_shared<const LibraryPicture>(std::move(picture))};
  return ref;
}

std::shared_ptr<const LibraryPicture> PictureLibrary::find(PictureId id) const {
  const auto found = pictures_.find(id);
  return found == pictures_.end() ? nullptr : found->second.picture;
}

const PictureRef* PictureLibrary::opened_from(const std::string& path) const {
  for (const auto& [id, entry] : pictures_)
    if (entry.picture->path == path) return &entry.ref;
  return nullptr;
}

}  // namespace twofold::model::inline state
