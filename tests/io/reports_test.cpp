// Pictures made after public reports of faults: what each shows, or why it is refused.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/io/pictures/picture_file.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

const std::filesystem::path kReports =
    std::filesystem::path(TWOFOLD_SOURCE_DIR) / "tests/io/reports";

/// Whether the file shows what `expected` holds, to so many steps of 255.
void shows(const std::string& file, int tolerance) {
  INFO(file);
  const auto got = io::load_picture(kReports / file);
  REQUIRE(got.ok());
  const auto want = io::load_picture(kReports / "expected" /
                                     std::filesystem::path(file).replace_extension(".png"));
  REQUIRE(want.ok());
  REQUIRE(got.value().values.shape == want.value().values.shape);
  float largest = 0;
  for (std::size_t i = 0; i < got.value().values.values.size(); ++i)
    largest =
        std::max(largest, std::abs(got.value().values.values[i] - want.value().values.values[i]));
  CHECK(largest * 255 <= static_cast<float>(tolerance) + 0.5F);
}

}  // namespace

TEST_CASE("BMP: rows from the top, palettes, unused bytes, OS/2 and run lengths") {
  for (const char* file : {"bmp-top-down.bmp", "bmp-top-down-palette.bmp", "bmp-32-unused-byte.bmp",
                           "bmp-os2-v2.bmp", "bmp-rle8.bmp"})
    shows(file, 2);
}

TEST_CASE("TGA: rows from right to left, and a fourth byte that is no alpha") {
  for (const char* file :
       {"tga-bottom-right.tga", "tga-top-right-rle.tga", "tga-32-no-alpha-bits.tga"})
    shows(file, 2);
}

TEST_CASE("GIF: what a small first frame leaves is transparent") {
  shows("gif-small-first-frame.gif", 1);
}

TEST_CASE("PSD: a saved selection is no transparency") { shows("psd-saved-selection.psd", 2); }

TEST_CASE("JPEG: no end marker, a comment before EXIF, arithmetic coding") {
  for (const char* file : {"jpeg-no-end-marker.jpg", "jpeg-progressive-no-end-marker.jpg",
                           "jpeg-comment-before-exif.jpg", "jpeg-arithmetic.jpg"})
    shows(file, 6);
}

TEST_CASE("PNG: as Xcode packs it, and turned by its EXIF chunk") {
  shows("png-cgbi.png", 2);
  shows("png-exif-orientation-6.png", 0);
}

TEST_CASE("A part of a picture is never shown as the whole") {
  for (const char* file : {"no_scan.jpg", "cut_at_restart.jpg"}) {
    INFO(file);
    CHECK_FALSE(io::load_picture(kReports / file).ok());
  }
}

}  // namespace twofold::tests
