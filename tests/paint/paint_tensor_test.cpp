#include "app/paint/paint_tensor.h"

#include "tests/support/catch.h"

namespace twofold::paint {
namespace {

TEST_CASE("pixels that are not done yet are transparent") {
  const core::Tensor x(core::Shape{1, 3, 4, 1});
  for (std::int64_t done = 0; done <= 12; ++done) {
    Rgba8 picture = paint_channel(x, 0, 0, {}, whole(x.shape));
    hide_from(picture, whole(x.shape), 1, {done, 4});
    for (int i = 0; i < 12; ++i) CHECK(picture.at(i % 4, i / 4)[3] == (i < done ? 255 : 0));
  }
}

TEST_CASE("a reduced pixel is done when the last one behind it is") {
  const core::Tensor x(core::Shape{1, 4, 4, 1});
  const auto opaque = [&](const PixelRegion& region, std::int64_t done) {
    Rgba8 picture = paint_channel(x, 0, 0, {}, region, 2);
    hide_from(picture, region, 2, {done, 4});
    int count = 0;
    for (int i = 0; i < picture.width * picture.height; ++i)
      count += picture.at(i % picture.width, i / picture.width)[3] == 255;
    return count;
  };
  CHECK(opaque(whole(x.shape), 5) == 0);
  CHECK(opaque(whole(x.shape), 6) == 1);
  CHECK(opaque(whole(x.shape), 8) == 2);
  CHECK(opaque(whole(x.shape), 16) == 4);
  // A region counts in the pixels of the whole picture.
  CHECK(opaque({2, 2, 2, 2}, 15) == 0);
  CHECK(opaque({2, 2, 2, 2}, 16) == 1);
}

TEST_CASE("a plane is painted value by value, times its gain") {
  const std::vector<float> values{0, 0.25f, 0.5f, 1, 2, -1};
  const Scale scale{Map::grey, {0, 1}};
  for (const float gain : {1.0f, 0.5f}) {
    const Rgba8 picture = paint_plane(values, {2, 3}, scale, gain);
    CHECK(picture.width == 3);
    CHECK(picture.height == 2);
    for (int i = 0; i < 6; ++i) {
      const float value = gain * values[static_cast<std::size_t>(i)];
      const bool marked = is_beyond(value, scale) && is_striped(i % 3, i / 3);
      const Rgb want = marked ? kBeyondColour : colour_of(value, scale);
      const std::uint8_t* got = picture.at(i % 3, i / 3);
      CHECK(Rgb{got[0], got[1], got[2]} == want);
      CHECK(got[3] == 255);
    }
  }
}

TEST_CASE("three planes are red, green and blue, clamped") {
  const std::vector<float> r{-1, 0, 2}, g{0, 0.5f, 1}, b{1, 1, 0};
  const Rgba8 picture = paint_planes({r, g, b}, {1, 3}, {0, 1});
  CHECK(picture.pixels ==
        std::vector<std::uint8_t>{0, 0, 255, 255, 0, 128, 255, 255, 255, 255, 0, 255});
}

TEST_CASE("blocks are averaged, those at the edge over what there is") {
  const core::Tensor x({1, 2, 3, 1}, {0, 1, 0.5f, 1, 0, 0.25f});
  const Rgba8 picture = paint_channel(x, 0, 0, {Map::grey, {0, 1}}, whole(x.shape), 2);
  CHECK(picture.width == 2);
  CHECK(picture.height == 1);
  CHECK(picture.at(0, 0)[0] == 128);
  CHECK(picture.at(1, 0)[0] == 96);
}

TEST_CASE("a region is painted as the same part of the whole") {
  core::Tensor x({1, 5, 6, 1});
  for (std::size_t i = 0; i < x.values.size(); ++i) x.values[i] = static_cast<float>(i) / 30;
  const Rgba8 all = paint_channel(x, 0, 0, {}, whole(x.shape));
  const Rgba8 part = paint_channel(x, 0, 0, {}, {2, 1, 3, 4});
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 3; ++column)
      CHECK(part.at(column, row)[0] == all.at(column + 2, row + 1)[0]);
}

}  // namespace
}  // namespace twofold::paint
