#include "app/io/pictures/gif_file.h"

#include "app/io/pictures/picture_file.h"
#include "tests/support/catch.h"

namespace twofold::io {
namespace {

paint::Rgba8 filled(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  paint::Rgba8 picture(width, height);
  for (int i = 0; i < width * height; ++i) {
    std::uint8_t* pixel = picture.at(i % width, i / width);
    pixel[0] = r;
    pixel[1] = g;
    pixel[2] = b;
    pixel[3] = 255;
  }
  return picture;
}

TEST_CASE("few colours are kept exactly") {
  paint::Rgba8 picture = filled(16, 16, 200, 40, 90);
  for (int i = 0; i < 16; ++i) picture.at(i, 3)[2] = static_cast<std::uint8_t>(16 * i);
  GifPalette palette({picture});
  for (int i = 0; i < 16; ++i) {
    const std::uint8_t* pixel = picture.at(i, 3);
    const std::size_t at = 3 * static_cast<std::size_t>(palette.index(pixel));
    for (std::size_t c = 0; c < 3; ++c) CHECK(palette.bytes()[at + c] == pixel[c]);
  }
}

TEST_CASE("many colours are each near one of the palette") {
  paint::Rgba8 picture(256, 256);
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) {
      std::uint8_t* pixel = picture.at(x, y);
      pixel[0] = static_cast<std::uint8_t>(x);
      pixel[1] = static_cast<std::uint8_t>(y);
      pixel[2] = static_cast<std::uint8_t>((x + y) / 2);
    }
  }
  GifPalette palette({picture});
  for (int i = 0; i < 256; i += 5) {
    const std::uint8_t* pixel = picture.at(i, 255 - i);
    const std::size_t index = palette.index(pixel);
    CHECK(index < 255);
    for (std::size_t c = 0; c < 3; ++c)
      CHECK(std::abs(palette.bytes()[3 * index + c] - pixel[c]) <= 24);
  }
}

TEST_CASE("an animation is a GIF whose first frame reads back") {
  const std::vector<paint::Rgba8> frames{filled(20, 10, 255, 0, 0), filled(20, 10, 0, 0, 255)};
  GifWriter gif(frames);
  for (const paint::Rgba8& frame : frames) CHECK(gif.add(frame, 10).ok());
  const Result<std::string> bytes = gif.bytes();
  REQUIRE(bytes.ok());
  CHECK(bytes->starts_with("GIF89a"));
  const Result<Picture> first = read_picture(*bytes, "test.gif");
  REQUIRE(first.ok());
  CHECK(first->values.shape == core::Shape{1, 10, 20, 3});
  CHECK(first->values.at(0, 5, 5, 0) == 1);
  CHECK(first->values.at(0, 5, 5, 2) == 0);
}

TEST_CASE("a frame of another size is refused") {
  GifWriter gif({filled(4, 4, 0, 0, 0)});
  CHECK_FALSE(gif.add(filled(5, 4, 0, 0, 0), 10).ok());
}

}  // namespace
}  // namespace twofold::io
