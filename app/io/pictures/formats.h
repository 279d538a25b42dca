// The table of picture formats: what a format is called, how it is known, who reads it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/pictures/stored_picture.h"
#include "app/io/result.h"

namespace twofold::io::inline pictures {

struct PictureFormat {
  std::string_view name;
  std::vector<std::string_view> endings;                  ///< of file names, in small letters
  bool (*is)(std::string_view bytes);                     ///< by the first bytes, never by the name
  Result<StoredPicture> (*read)(std::string_view bytes);  ///< nothing: known and not read
};

/// All formats, in the order in which they are asked.
std::span<const PictureFormat> picture_formats();

/// The format of these bytes; nullptr for none.
const PictureFormat* format_of(std::string_view bytes);

/// The names of all formats that are read: "PNG, JPEG, ... or PNM".
std::string readable_formats();

/// Whether a file's name ends as one of a picture that is read, e.g. ".JPG".
bool ends_as_picture(std::string_view ending);

}  // namespace twofold::io::inline pictures
