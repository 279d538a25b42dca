#include "app/io/pictures/picture_file.h"

#include <fmt/format.h>

#include <new>

#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/fenced_picture.h"
#include "app/io/pictures/formats.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/text_file.h"

namespace twofold::io::inline pictures {
namespace {

/// As read_picture, without the file's name in errors.
Result<Picture> decode(std::string_view bytes) {
  if (bytes.empty()) return Error{"the file is empty"};
  const PictureFormat* format = format_of(bytes);
  if (!format) {
    return Error{fmt::format("this is not a picture that can be read ({})", readable_formats())};
  }
  if (!format->read) return not_read(format->name);
  Result<StoredPicture> read = format->read(bytes);
  if (!read) return read.error();
  StoredPicture& stored = read.value();
  Picture picture;
  if (stored.orientation == 1) {
    picture.values = std::move(stored.values);
  } else {
    picture.values = upright(stored.values, stored.orientation);
    stored.note(fmt::format("turned by EXIF orientation {}", stored.orientation));
  }
  picture.made_of = std::move(stored.made_of);
  picture.file_width = picture.values.shape.width;
  picture.file_height = picture.values.shape.height;
  picture.had_alpha = stored.had_alpha;
  picture.bits = stored.bits;
  return picture;
}

}  // namespace

Result<Picture> read_picture(std::string_view bytes, std::string_view name) {
  try {
    Result<Picture> picture = decode(bytes);
    if (picture) return picture;
    return Error{fmt::format("{}: {}", name, picture.error().sentence),
                 picture.error().user_can_mend};
  } catch (const std::bad_alloc&) {
    return no_memory(name);
  }
}

Result<Picture> load_picture(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  Result<Picture> picture = read_picture_apart(*bytes, path.string());
  if (picture) picture.value().name = path.stem().string();
  return picture;
}

}  // namespace twofold::io::inline pictures
