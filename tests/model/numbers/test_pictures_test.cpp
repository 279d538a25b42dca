#include "app/model/numbers/test_pictures.h"

#include "app/model/numbers/input_tensor.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::model {

TEST_CASE("test pictures of any size, the same in every channel, from 0 to 1") {
  for (const PatternRow& row : patterns()) {
    if (row.pattern == Pattern::bayer) continue;
    for (const core::Shape shape :
         {core::Shape{2, 9, 12, 3}, core::Shape{1, 1, 50, 1}, core::Shape{1, 1, 1, 2}}) {
      const core::Tensor x = test_picture(row.pattern, shape);
      REQUIRE(x.shape == shape);
      for (int r = 0; r < shape.height; ++r)
        for (int c = 0; c < shape.width; ++c)
          for (int q = 0; q < shape.channels; ++q) {
            CHECK(x.at(0, r, c, q) == x.at(shape.batch - 1, r, c, 0));
            CHECK((x.at(0, r, c, q) >= 0 && x.at(0, r, c, q) <= 1));
          }
    }
  }
}

TEST_CASE("an impulse is one pixel, a step one edge, a ramp all of 0 to 1") {
  const core::Shape shape{1, 8, 16, 1};
  const core::Tensor impulse = test_picture(Pattern::impulse, shape);
  float sum = 0;
  for (const float value : impulse.values) sum += value;
  CHECK(sum == 1);
  CHECK(impulse.at(0, 4, 8, 0) == 1);
  const core::Tensor step = test_picture(Pattern::step, shape);
  CHECK(step.at(0, 3, 7, 0) == 0);
  CHECK(step.at(0, 3, 8, 0) == 1);
  const core::Tensor ramp = test_picture(Pattern::ramp, shape);
  CHECK(ramp.at(0, 0, 0, 0) == 0);
  CHECK(ramp.at(0, 7, 15, 0) == 1);
  const core::Tensor diagonal = test_picture(Pattern::diagonal, shape);
  CHECK(diagonal.at(0, 0, 15, 0) == 1);
  CHECK(diagonal.at(0, 7, 0, 0) == 0);
}

TEST_CASE("Bayer dots are a photograph's: of each pixel one colour is left") {
  const tests::Opened o = tests::opened(8, 6);
  const Document document =
      tests::after(o.document, SetInput{InputSource::pattern, {1, 1, 1, 3}, Pattern::bayer});
  CHECK(input_shape(document) == input_shape(o.document));
  const Inputs inputs = tests::inputs_of(o, document);
  const auto dots = input_tensor(document, inputs.pictures, {});
  const auto whole = input_tensor(o.document, inputs.pictures, {});
  for (int r = 0; r < 6; ++r)
    for (int c = 0; c < 8; ++c)
      for (int q = 0; q < 3; ++q)
        CHECK(dots->at(0, r, c, q) == (q == r % 2 + c % 2 ? whole->at(0, r, c, q) : 0));
}

TEST_CASE("channels made of a batch are made of each of its pictures") {
  tests::Opened o = tests::opened(8, 6);
  o.document.batch.push_back(o.document.batch.front());
  const Document document =
      tests::after(o.document, SetInput{InputSource::made, {1, 1, 1, 20}, Pattern::impulse});
  CHECK(input_shape(document) == core::Shape{2, 6, 8, 20});
  Inputs inputs = tests::inputs_of(o, document);
  inputs.pictures.resize(2, inputs.pictures.front());
  const auto x = input_tensor(document, inputs.pictures, {});
  for (int q = 0; q < 20; ++q) CHECK(x->at(0, 3, 4, q) == x->at(1, 3, 4, q));
}

}  // namespace twofold::model
