#include "core/resample.h"

#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using tests::agree;

/// One row of one channel.
Tensor row(Floats values) {
  const int width = static_cast<int>(values.size());
  return Tensor({1, 1, width, 1}, std::move(values));
}

}  // namespace

TEST_CASE("shrinking takes the mean of the area that a pixel covers") {
  const Tensor picture({1, 2, 4, 1}, {1, 3, 10, 20, 5, 7, 30, 40});
  CHECK(resized(picture, {1, 2}).values == Floats{4, 25});
  // Three pixels to two: each new one covers one and a half.
  CHECK(agree(resized(row({3, 6, 12}), {1, 2}), row({4, 10})));
}

TEST_CASE("growing interpolates between the pixels' centres") {
  CHECK(agree(resized(row({0, 4}), {1, 4}), row({0, 1, 3, 4})));
  CHECK(agree(resized(row({7}), {3, 2}), Tensor({1, 3, 2, 1}, Floats(6, 7))));
}

TEST_CASE("the same size is a copy, and axes do not know of each other") {
  const Tensor picture = tests::normal_tensor({2, 5, 7, 3}, 1);
  CHECK(resized(picture, {5, 7}) == picture);
  const Tensor both = resized(picture, {2, 11});
  CHECK(agree(resized(resized(picture, {2, 7}), {2, 11}), both));
  CHECK(agree(resized(resized(picture, {5, 11}), {2, 11}), both));
}

TEST_CASE("one colour stays that colour at every size") {
  Tensor picture({1, 6, 9, 2});
  for (std::size_t i = 0; i < picture.values.size(); ++i) picture.values[i] = i % 2 ? 0.25f : 1.0f;
  for (int height = 1; height <= 13; ++height) {
    for (int width = 1; width <= 13; ++width) {
      Tensor want({1, height, width, 2});
      for (std::size_t i = 0; i < want.values.size(); ++i) want.values[i] = i % 2 ? 0.25f : 1.0f;
      CHECK(agree(resized(picture, {height, width}), want));
    }
  }
}

TEST_CASE("shrinking keeps the mean of the whole picture") {
  const Tensor picture = tests::integer_tensor({1, 12, 18, 1}, 2);
  const auto mean = [](const Tensor& t) {
    double sum = 0;
    for (const float v : t.values) sum += v;
    return sum / static_cast<double>(t.values.size());
  };
  for (const Extent size : {Extent{12, 1}, Extent{5, 7}, Extent{11, 18}, Extent{1, 1}})
    CHECK(mean(resized(picture, size)) == Approx(mean(picture)).margin(1e-6));
}

TEST_CASE("pictures of a batch and channels stay apart") {
  Tensor pictures({2, 4, 4, 2});
  for (std::size_t i = 0; i < pictures.values.size(); ++i)
    pictures.values[i] = static_cast<float>(10 * (i / 32) + i % 2);
  CHECK(resized(pictures, {1, 1}).values == Floats{0, 1, 10, 11});
}

TEST_CASE("fitting keeps the proportions and never enlarges") {
  CHECK(fitted({844, 1280}, 320) == Extent{211, 320});
  CHECK(fitted({4000, 3000}, 320) == Extent{320, 240});
  CHECK(fitted({100, 200}, 320) == Extent{100, 200});
  CHECK(fitted({1, 100000}, 320) == Extent{1, 320});
}

}  // namespace twofold::core
