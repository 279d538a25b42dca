#include <algorithm>

#include "app/io/pictures/formats.h"
#include "app/io/pictures/picture_file.h"
#include "tests/fuzz/targets.h"

namespace twofold::fuzz {
namespace {

bool is_of(const io::PictureFormat* format, std::string_view ending) {
  if (ending.empty()) return !format || !format->read;
  if (!format || !format->read) return false;
  return std::find(format->endings.begin(), format->endings.end(), ending) != format->endings.end();
}

}  // namespace

void picture(std::string_view ending, std::string_view bytes) {
  if (bytes.empty() || !is_of(io::format_of(bytes), ending)) return;
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
