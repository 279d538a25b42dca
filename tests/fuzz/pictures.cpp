#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "app/io/pictures/formats.h"
#include "app/io/pictures/picture_file.h"
#include "app/io/pictures/picture_limits.h"
#include "tests/fuzz/targets.h"

namespace twofold::fuzz {
namespace {

bool is_of(const io::PictureFormat* format, std::string_view ending) {
  if (ending.empty()) return !format || !format->read;
  if (!format || !format->read) return false;
  return std::find(format->endings.begin(), format->endings.end(), ending) != format->endings.end();
}

/// A PNG with every checksum right: no made-up one would get past them. No byte is behind its last,
/// so that a sanitizer sees who reads on.
std::vector<char> with_checksums(std::string_view bytes) {
  std::vector<char> png(bytes.begin(), bytes.end());
  constexpr std::size_t kSignature = 8;
  constexpr std::size_t kAroundData = 12;  // length, type and checksum
  for (std::size_t at = kSignature; at + kAroundData <= png.size();) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
      length = length << 8 | static_cast<unsigned char>(png[at + i]);
    if (length > png.size() - at - kAroundData) break;
    const auto* type = reinterpret_cast<const Bytef*>(png.data() + at + 4);
    const uLong sum = ::crc32(0, type, length + 4);
    for (std::size_t i = 0; i < 4; ++i)
      png[at + 8 + length + i] = static_cast<char>(sum >> (24 - 8 * i) & 255);
    at += kAroundData + length;
  }
  return png;
}

/// Fuzzing is after mistakes, not after memory.
constexpr std::int64_t kFewPixels = std::int64_t{1} << 20;

}  // namespace

void picture(std::string_view ending, std::string_view bytes) {
  if (bytes.empty() || !is_of(io::format_of(bytes), ending)) return;
  io::max_pixels = kFewPixels;
  std::vector<char> png;
  if (ending == "png") {
    png = with_checksums(bytes);
    bytes = {png.data(), png.size()};
  }
  const io::Result<io::Picture> read = io::read_picture(bytes, "made up");
  if (!read) {
    promise(read.error().sentence.starts_with("made up: "), "a refusal names the file");
    return;
  }
  const core::Tensor& x = read->values;
  promise(!ending.empty(), "what is not read is refused");
  promise(x.shape.batch == 1 && x.shape.height > 0 && x.shape.width > 0, "a picture has pixels");
  promise(x.shape.channels == 1 || x.shape.channels == 3, "a picture is grey or in colour");
  promise(std::ssize(x.values) == x.shape.count(), "a value for every channel of every pixel");
  promise(std::all_of(x.values.begin(), x.values.end(), [](float v) { return v >= 0 && v <= 1; }),
          "values from 0 to 1");
  promise(read->made_of.find('\n') == std::string::npos, "one line about what was made of it");
}

}  // namespace twofold::fuzz
