#include "app/desk/thumbnails.h"

#include "app/io/assets.h"
#include "app/io/pictures/picture_file.h"
#include "app/paint/paint_tensor.h"
#include "core/resample.h"

namespace twofold::desk {
namespace {

constexpr int kThumbnailSide = 192;

paint::Rgba8 thumbnail(const core::Tensor& picture) {
  const core::Extent size =
      core::fitted({picture.shape.height, picture.shape.width}, kThumbnailSide);
  const core::Tensor small = core::resized(picture, size);
  const int last = small.shape.channels - 1;
  return paint::paint_colour(small, 0, {0, std::min(1, last), last}, {0, 1},
                             paint::whole(small.shape));
}

}  // namespace

void add_thumbnail(model::Session& session, const std::filesystem::path& path) {
  const io::Result<io::Picture> picture = io::load_bundled_file(path);
  if (!picture) return;  // Opening it says why; the list does without.
  session.offer({picture->name, path.string()},
                std::make_shared<const paint::Rgba8>(thumbnail(picture->values)));
}

void add_thumbnails(model::Session& session) {
  for (const std::filesystem::path& path : io::bundled_pictures()) add_thumbnail(session, path);
}

}  // namespace twofold::desk
