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

}  // namespace
}  // namespace twofold::paint
