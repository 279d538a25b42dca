#include <algorithm>
#include <cmath>
#include <cstdint>
#include <system_error>

#include "app/io/assets.h"
#include "app/io/document_file.h"
#include "app/io/pictures/png_file.h"

namespace twofold::io {
namespace {

constexpr int kStandInSide = 1280;
constexpr std::size_t kMostValues = 3 * 4'000'000;  ///< of a picture that a file holds

bool is_bundled(const model::LibraryPicture& picture) {
  if (picture.path.empty()) return true;
  std::error_code ignored;
  const auto bundled = bundled_pictures();
  return std::any_of(bundled.begin(), bundled.end(), [&](const std::filesystem::path& path) {
    return std::filesystem::equivalent(path, picture.path, ignored);
  });
}

/// The bytes that all values came from; empty where they are not bytes / 255.
std::vector<std::uint8_t> bytes_of(const core::Tensor& values) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(values.values.size());
  for (const float value : values.values) {
    const float byte = std::round(value * 255);
    if (!(byte >= 0 && byte <= 255) || byte / 255 != value) return {};
    bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

std::string png_of(const model::LibraryPicture& picture) {
  const core::Shape& s = picture.values.shape;
  if (picture.values.values.size() > kMostValues || is_bundled(picture)) return {};
  const std::vector<std::uint8_t> bytes = bytes_of(picture.values);
  if (bytes.empty()) return {};
  return png_bytes({s.width, s.height, s.channels, bytes.data()});
}

}  // namespace

void hold_pictures(SavedDocument& saved, const model::PictureLibrary& library) {
  saved.pngs.clear();
  for (const model::PictureRef& ref : saved.document.batch) {
    const auto picture = library.find(ref.id);
    saved.pngs.push_back(picture ? png_of(*picture) : std::string());
  }
}

Picture stand_in(const model::PictureRef& picture) {
  // What a file says of its picture's size may be anything.
  const core::Extent size = model::working_size(picture.width, picture.height, kStandInSide);
  Picture made;
  made.values = core::Tensor(core::Shape{1, size.height, size.width, picture.channels});
  made.name = picture.name;
  made.made_of = "stands in for a picture that is gone";
  made.file_width = size.width;
  made.file_height = size.height;
  const int field = std::max(1, std::max(size.width, size.height) / 16);
  std::size_t i = 0;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width * picture.channels; ++x)
      made.values.values[i++] = (y / field + x / picture.channels / field) % 2 == 0 ? 0.7f : 0.45f;
  return made;
}

}  // namespace twofold::io
