// The picture in the bytes of a file, taken out of them behind a fence.
#pragma once

#include <string_view>

#include "app/io/pictures/picture_file.h"

namespace twofold::io::inline pictures {

/// As read_picture; behind a fence where there is one, so that neither what breaks a decoder nor
/// what gets hold of it reaches this process. Such an end is one more sentence.
Result<Picture> read_picture_apart(std::string_view bytes, std::string_view name);

}  // namespace twofold::io::inline pictures
