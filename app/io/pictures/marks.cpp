// How the files begin that a library reads: known without it, so that a build can have other
// readers.
#include <initializer_list>

#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

bool has_brand(std::string_view bytes, std::initializer_list<std::string_view> brands) {
  if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
  for (const std::string_view brand : brands) {
    if (bytes.substr(8, 4) == brand) return true;
  }
  return false;
}

}  // namespace

bool is_jpeg(std::string_view bytes) { return bytes.substr(0, 3) == "\xff\xd8\xff"; }

bool is_webp(std::string_view bytes) {
  return bytes.substr(0, 4) == "RIFF" && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP";
}

bool is_gif(std::string_view bytes) {
  return bytes.substr(0, 6) == "GIF87a" || bytes.substr(0, 6) == "GIF89a";
}

bool is_avif(std::string_view bytes) { return has_brand(bytes, {"avif", "avis"}); }

bool is_heic(std::string_view bytes) {
  return has_brand(bytes, {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"});
}

}  // namespace twofold::io::inline pictures
